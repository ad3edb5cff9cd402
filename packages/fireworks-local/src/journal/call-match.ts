import { found, holdsPartly, sameKeysOf } from "./partial-match.js";
import type { AnswerEnd } from "./recorded-answer.js";
import type { RecordedRequest } from "./recorded-request.js";
import { isStreamed, modelOf, systemOf, toolNamesOf, userOf } from "./request-view.js";

/** What is looked for in the journal. All that is given must hold; nothing given holds always. */
export interface CallMatch {
  /** The end of the path, such as `/chat/completions`, or a pattern. */
  path?: string | RegExp;
  method?: string;
  /** The id as sent. */
  model?: string | RegExp;
  stream?: boolean;
  /** Found in the system messages. */
  system?: string | RegExp;
  /** Found in the last user message, the prompt or the input. */
  user?: string | RegExp;
  /** Names of tools that were offered, maybe among others. */
  tools?: string[];
  /** Part of the body: keys left out may be anything, a pattern searches, a function decides. */
  body?: unknown;
  /** Lower-case names. */
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
  typeof actual === "string" && found(expected as string | RegExp, actual);

const partly: Pick<Facet, "holds" | "show"> = { holds: holdsPartly, show: sameKeysOf };

const FACETS: { [Name in keyof CallMatch]-?: Facet } = {
  path: {
    read: ({ path }) => path,
    holds: (expected, actual) =>
      typeof expected === "string"
        ? String(actual).endsWith(expected)
        : holdsPartly(expected, actual),
  },
  method: { read: ({ method }) => method },
  model: { read: modelOf },
  stream: { read: isStreamed },
  system: { read: systemOf, holds: contains },
  user: { read: userOf, holds: contains },
  tools: {
    read: toolNamesOf,
    holds: (expected, actual) =>
      (expected as string[]).every((name) => (actual as string[]).includes(name)),
  },
  body: { read: ({ body }) => body, ...partly },
  headers: { read: ({ headers }) => headers, ...partly },
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
    if (expected === undefined) return [];
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

/** Throws `TypeError` for a name it does not know. */
export function checkMatch(match: CallMatch): CallMatch {
  Object.keys(match).forEach(facetOf);
  return match;
}

/** A misspelt name would hold for every request, or for none. */
function facetOf(name: string): Facet {
  if (Object.hasOwn(FACETS, name)) return FACETS[name as keyof CallMatch];
  const names = Object.keys(FACETS).join(", ");
  throw new TypeError(`The journal cannot look for "${name}". It knows ${names}.`);
}
