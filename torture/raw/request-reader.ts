/** A request as it came, read by hand. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  /** In order and as sent, names in small letters. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** The bytes of all of it, for passing on. */
  readonly bytes: Buffer;
  /** `performance.now()` when its last byte was here. */
  readonly at: number;
}

export const headerOf = ({ headers }: Pick<RawRequest, "headers">, name: string) =>
  headers.find(([known]) => known === name)?.[1];

/** Takes bytes as they come and gives every request that is complete. */
export class RequestReader {
  #received: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): RawRequest[] {
    this.#received = Buffer.concat([this.#received, bytes]);
    const requests: RawRequest[] = [];
    for (let next = this.#take(); next !== undefined; next = this.#take()) requests.push(next);
    return requests;
  }

  #take(): RawRequest | undefined {
    const headEnd = this.#received.indexOf("\r\n\r\n");
    if (headEnd === -1) return undefined;
    const [requestLine = "", ...lines] = this.#received
      .toString("latin1", 0, headEnd)
      .split("\r\n");
    const [method = "", path = ""] = requestLine.split(" ");
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
    const rest = this.#received.subarray(headEnd + 4);
    const body = readBody(headers, rest);
    if (body === undefined) return undefined;
    const length = headEnd + 4 + body.taken;
    const bytes = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return { method, path, headers, body: body.text, bytes, at: performance.now() };
  }
}

/** The body and how many bytes it takes; undefined until all of it is here. */
function readBody(headers: RawRequest["headers"], rest: Buffer) {
  if (/chunked/i.test(headerOf({ headers }, "transfer-encoding") ?? "")) return readChunks(rest);
  const length = Number(headerOf({ headers }, "content-length") ?? 0);
  if (rest.length < length) return undefined;
  return { text: rest.toString("utf8", 0, length), taken: length };
}

function readChunks(rest: Buffer) {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = rest.indexOf("\r\n", at);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(rest.toString("latin1", at, lineEnd), 16);
    const end = lineEnd + 2 + size + 2;
    if (rest.length < end) return undefined;
    if (size === 0) return { text: Buffer.concat(parts).toString("utf8"), taken: end };
    parts.push(rest.subarray(lineEnd + 2, end - 2));
    at = end;
  }
}
