import type { Mistake } from "../files/mistake.js";
import {
  anything,
  integerRange,
  list,
  map,
  number,
  object,
  optional,
  required,
  type Shape,
  string,
  union,
} from "../requests/shape.js";
import type { Cassette } from "./cassette.js";

/** What a file of a recording may hold. */
export const CASSETTE_SHAPE: Shape = object({
  version: required(integerRange(1, 1)),
  scope: optional(string),
  request: required(object({ path: required(string), body: required(anything) })),
  fingerprint: optional(string),
  response: required(
    object({
      status: required(integerRange(200, 599)),
      headers: required(map(string)),
      body: optional(anything),
      text: optional(string),
      chunks: optional(list(union({ text: string, bytes: object({ base64: required(string) }) }))),
    }),
  ),
  timing: optional(object({ headersMs: required(number), chunksMs: optional(list(number)) })),
});

/** Token and field value of RFC 9110; what would end the header or begin another is not one. */
const HEADER_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
const HEADER_VALUE = /^[\t\x20-\x7E\x80-\xFF]{0,8192}$/;

/** They belong to the connection that is served on, or set something in the client. */
const FOREIGN_HEADERS =
  /^(connection|content-encoding|content-length|keep-alive|location|set-cookie|trailer|transfer-encoding|upgrade)$/;

/** What the shape cannot say. */
export function cassetteMistakes({ response, timing }: Cassette): Mistake[] {
  const { headers, body, text, chunks, status } = response;
  const mistakes: Mistake[] = Object.entries(headers).flatMap(([name, value]) => {
    const path = ["response", "headers", name];
    if (!HEADER_NAME.test(name)) return [{ path, message: "is no name of a header" }];
    if (FOREIGN_HEADERS.test(name)) return [{ path, message: "may not be recorded" }];
    return HEADER_VALUE.test(value) ? [] : [{ path, message: "is no value of a header" }];
  });
  const given = [body, text, chunks].filter((one) => one !== undefined);
  if (given.length !== 1)
    mistakes.push({ path: ["response"], message: "needs one of body, text and chunks" });
  if (status === 204 || status === 205 || status === 304)
    mistakes.push({ path: ["response", "status"], message: "has no body" });
  for (const [at, chunk] of (chunks ?? []).entries())
    if (typeof chunk !== "string" && !isBase64(chunk.base64))
      mistakes.push({ path: ["response", "chunks", at], message: "is no base64" });
  if (timing !== undefined && [timing.headersMs, ...(timing.chunksMs ?? [])].some(isNoTime))
    mistakes.push({ path: ["timing"], message: "times are milliseconds, up to ten minutes" });
  return mistakes;
}

const LONGEST_MS = 600_000;

const isNoTime = (ms: number): boolean => !(ms >= 0 && ms <= LONGEST_MS);

function isBase64(text: string): boolean {
  try {
    atob(text);
    return true;
  } catch {
    return false;
  }
}
