/** One exchange, as the tour shows it. */
interface Exchange {
  path: string;
  request: string;
  status: number;
  isStream: boolean;
}

/** A `fetch` that remembers what it carried, so that each step can show its wire line. */
export class WireLog {
  #exchanges: Exchange[] = [];

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await globalThis.fetch(input, init);
    this.#exchanges.push({
      path: new URL(input instanceof Request ? input.url : input).pathname,
      request: typeof init?.body === "string" ? describe(init.body) : "",
      status: response.status,
      isStream: response.headers.get("content-type")?.startsWith("text/event-stream") ?? false,
    });
    return response;
  };

  /** The exchanges since the last call, a short line each. */
  takeLines(): string[] {
    const lines = this.#exchanges.map(
      ({ path, request, status, isStream }) =>
        `POST ${path} ${request} → ${status}${isStream ? ", server-sent events" : ""}`,
    );
    this.#exchanges = [];
    return lines;
  }
}

/** The body's keys, with the values that fit into a line. */
function describe(body: string): string {
  const { messages, model: _, ...fields } = JSON.parse(body) as Record<string, unknown>;
  const shown = Object.entries(fields)
    .filter(([, value]) => value !== false)
    .map(([name, value]) => (typeof value === "object" ? name : `${name}=${String(value)}`));
  const { length } = messages as unknown[];
  return `{${[length === 1 ? "1 message" : `${length} messages`, ...shown].join(", ")}}`;
}
