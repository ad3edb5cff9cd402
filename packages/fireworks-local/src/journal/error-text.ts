/** The words of a refusal in any of the envelopes of contract 5.2, which engines use as well. */
export function errorText(body: unknown): string | undefined {
  if (typeof body === "string") return body === "" ? undefined : body;
  const { error, message, detail } = (body ?? {}) as Record<string, unknown>;
  const inner = (error as { message?: unknown } | null | undefined)?.message;
  const words = [inner, error, message, detail].find(
    (text) => typeof text === "string" && text !== "",
  ) as string | undefined;
  return words ?? (detail === undefined ? undefined : JSON.stringify(detail));
}
