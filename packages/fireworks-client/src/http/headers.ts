import { FireworksConfigurationError } from "../errors/configuration-error.js";

type HeaderPair = readonly [name: string, value: string | null | undefined];

/**
 * Header names and values: an object, or pairs in anything that can be iterated (`Headers` of any
 * make, a `Map`, an array). `null` removes a header set at a lower level, `undefined` does nothing;
 * of two pairs with one name the later counts.
 */
export type HeadersInput =
  | Record<string, string | null | undefined>
  | Headers
  | Iterable<HeaderPair>;

/** Merges from weakest to strongest, without regard to case. */
export function mergeHeaders(layers: readonly (HeadersInput | undefined)[]): Headers {
  const merged = new Headers();
  for (const layer of layers) {
    if (layer === undefined) continue;
    for (const [name, value] of headerPairs(layer)) applyHeader(merged, name, value);
  }
  return merged;
}

/** The input as pairs that can be read for every attempt, which an iterator cannot. */
export function headerPairs(input: HeadersInput): HeaderPair[] {
  try {
    return Symbol.iterator in input
      ? Array.from(input as Iterable<HeaderPair>, ([name, value]): HeaderPair => [name, value])
      : Object.entries(input);
  } catch {
    throw new FireworksConfigurationError("The headers are not an object or a list of pairs", {
      code: "invalid_header",
      field: "headers",
    });
  }
}

function applyHeader(target: Headers, name: string, value: string | null | undefined): void {
  if (value === undefined) return;
  try {
    if (value === null) target.delete(name);
    else target.set(name, value);
  } catch {
    // The platform's own message prints the value, which may be a credential.
    throw new FireworksConfigurationError(
      `The header ${JSON.stringify(name)} has a name or value that HTTP does not allow`,
      { code: "invalid_header", field: "headers", hint: "Remove line breaks and non-Latin text." },
    );
  }
}

/** Reads `FIREWORKS_CUSTOM_HEADERS`: one `Name: value` a line; blank lines are skipped. */
export function parseCustomHeaders(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const colon = line.indexOf(":");
    if (colon < 1) {
      throw new FireworksConfigurationError(
        `Line ${index + 1} of FIREWORKS_CUSTOM_HEADERS is not "Name: value"`,
        { code: "invalid_header", field: "FIREWORKS_CUSTOM_HEADERS" },
      );
    }
    headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  return headers;
}
