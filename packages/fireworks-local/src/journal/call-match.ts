import { holdsPartly, sameKeysOf } from "./partial-match.js";
import type { AnswerEnd } from "./recorded-answer.js";
import type { RecordedRequest } from "./recorded-request.js";
import { isStreamed, modelOf, systemOf, toolNamesOf, userOf } from "./request-view.js";
import { showValue } from "./show-value.js";

/** What is looked for in the journal. All that is given must hold; nothing given holds always. */
export interface CallMatch {
  /** The end of the path, such as `/chat/completions`, or a pattern. */
  path?: string | RegExp;
  /** In any case. */
  method?: string;
  /** The id as sent. */
  model?: string | RegExp;
  stream?: boolean;
  /** Found in the system messages. */
  system?: string | RegExp;
  /** Found in the last user message, the prompt or the input. */
  user?: string | RegExp;
  /** A name of a tool that was offered, or several, maybe among others. */
  tools?: string | string[];
  /** Part of the body: keys left out may be anything, a pattern searches, a function decides. */
  body?: unknown;
  /** By their names in any case. */
  headers?: Record<string, string | RegExp>;
  /** Parameters of the URL. */
  query?: Record<string, string | RegExp>;
  /** Status of the answer; 0 while there is none. */
  status?: number;
  /** Found in the text of the answer. */
  answer?: string | RegExp;
  /** Found in the words of a refusal, or of an error inside a stream. */
  error?: string | RegExp;
  /** How the answer ended. */
  end?: AnswerEnd;
}

interface Facet {
  read(request: RecordedRequest): unknown;
  /** Default: equal, or found by a pattern. */
  holds?(expected: unknown, actual: unknown): boolean;
  /** Default: `actual` as it is. */
  show?(expected: unknown, actual: unknown): unknown;
}

const contains = (expected: unknown, actual: unknown): boolean =>
  typeof expected === "string"
    ? typeof actual === "string" && actual.includes(expected)
    : holdsPartly(expected, actual);

const partly: Pick<Facet, "holds" | "show"> = { holds: holdsPartly, show: sameKeysOf };

const FACETS: { [Name in keyof CallMatch]-?: Facet } = {
  path: {
    read: ({ path }) => path,
    holds: (expected, actual) =>
      typeof expected === "string"
        ? String(actual).endsWith(expected)
        : holdsPartly(expected, actual),
  },
  method: {
    read: ({ method }) => method,
    holds: (expected, actual) =>
      holdsPartly(typeof expected === "string" ? expected.toUpperCase() : expected, actual),
  },
  model: { read: modelOf },
  stream: { read: isStreamed },
  system: { read: systemOf, holds: contains },
  user: { read: userOf, holds: contains },
  tools: {
    read: toolNamesOf,
    holds: (expected, actual) =>
      [expected].flat().every((name) => (actual as unknown[]).includes(name)),
  },
  body: { read: ({ body }) => body, ...partly },
  headers: {
    read: ({ headers }) => headers,
    holds: (expected, actual) => holdsPartly(lowerCased(expected), actual),
    show: (expected, actual) => sameKeysOf(lowerCased(expected), actual),
  },
  query: { read: ({ query }) => query, ...partly },
  status: { read: ({ status }) => status },
  answer: { read: ({ answer }) => answer.text, holds: contains },
  error: { read: ({ answer }) => answer.error, holds: contains },
  end: { read: ({ answer }) => answer.end },
};

/** What a request is not as asked for, by the names of {@link CallMatch}; undefined when it is. */
export interface Difference {
  expected: Record<string, unknown>;
  actual: Record<string, unknown>;
}

export function differenceFrom(match: CallMatch, request: RecordedRequest): Difference | undefined {
  const failing = Object.entries(match).flatMap(([name, expected]: [string, unknown]) => {
    const { read, holds = holdsPartly, show } = facetOf(name);
    const actual = read(request);
    if (holds(expected, actual)) return [];
    return [{ name, expected, actual: show === undefined ? actual : show(expected, actual) }];
  });
  if (failing.length === 0) return undefined;
  return {
    expected: Object.fromEntries(failing.map(({ name, expected }) => [name, expected])),
    actual: Object.fromEntries(failing.map(({ name, actual }) => [name, actual])),
  };
}

/** Throws a `TypeError` for what would hold for every request, or for none, by mistake. */
export function checkMatch(match: CallMatch): CallMatch {
  if (typeof match !== "object" || match === null || Array.isArray(match))
    throw new TypeError(
      `The journal looks for a path, a pattern of one, or conditions such as { user: "Rome" }, not for ${showValue(match)}.`,
    );
  for (const [name, expected] of Object.entries(match)) {
    facetOf(name);
    if (expected === undefined)
      throw new TypeError(`The journal cannot look for "${name}": it is undefined here.`);
  }
  return match;
}

function facetOf(name: string): Facet {
  if (Object.hasOwn(FACETS, name)) return FACETS[name as keyof CallMatch];
  const names = Object.keys(FACETS).join(", ");
  throw new TypeError(`The journal cannot look for "${name}". It knows ${names}.`);
}

/** Recorded headers have lower-case names. */
function lowerCased(headers: unknown): unknown {
  if (typeof headers !== "object" || headers === null) return headers;
  const entries = Object.entries(headers);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}
