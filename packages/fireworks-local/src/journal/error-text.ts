/** The words of a refusal in any of Fireworks' envelopes (contract 5.2), or undefined. */
export function errorText(body: unknown): string | undefined {
  if (typeof body === "string") return body === "" ? undefined : body;
  const { error, message, detail } = (body ?? {}) as Record<string, unknown>;
  const inner = (error as { message?: unknown } | null | undefined)?.message;
  return [inner, error, message, detail].find((text) => typeof text === "string");
}
