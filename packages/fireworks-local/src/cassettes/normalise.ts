import { hashText } from "../random/seeded-random.js";
import { canonicalJson } from "../json/canonical-json.js";
import { isAt, type Rules } from "./rules.js";

/** They say who asks, how it is paid and cached, or where usage stands: not what is answered. */
export const IGNORED_FIELDS: readonly string[] = [
  "metadata",
  "prompt_cache_isolation_key",
  "prompt_cache_key",
  "service_tier",
  "stream_options",
  "user",
];

const DAY = "(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?";

const MONTH =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

/** What changes from run to run inside of texts. Each is linear: the texts are anybody's. */
const VOLATILE: readonly { kind: string; source: string }[] = [
  {
    kind: "time",
    source: String.raw`\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z\b|[+-]\d\d:?\d\d\b))?`,
  },
  {
    kind: "time",
    source: String.raw`\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:\d{1,2} [A-Z][a-z]{2}|[A-Z][a-z]{2} \d{1,2}),? \d{4},? \d\d:\d\d(?::\d\d)?(?: (?:GMT|UTC)(?:[+-]\d{4})?(?: \([^()]{1,60}\))?)?`,
  },
  // Of C and Python, and of the command `date`.
  {
    kind: "time",
    source: String.raw`\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?: [A-Z]{3,5})? \d{4}\b`,
  },
  { kind: "time", source: String.raw`\b\d{8}T\d{6}(?:Z|\b)` },
  { kind: "date", source: String.raw`\b\d{4}[-/]\d\d[-/]\d\d\b` },
  { kind: "date", source: String.raw`\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b` },
  { kind: "date", source: String.raw`\b\d{4}年\d{1,2}月\d{1,2}日` },
  { kind: "date", source: String.raw`\b${DAY}${MONTH} \d{1,2},? \d{4}\b` },
  { kind: "date", source: String.raw`\b${DAY}\d{1,2} ${MONTH} \d{4}\b` },
  { kind: "clock", source: String.raw`\b\d{1,2}:\d\d:\d\d(?:\.\d{1,9})?(?: ?[AaPp][Mm]\b)?` },
  {
    kind: "id",
    source: String.raw`\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b`,
  },
  {
    kind: "id",
    source: String.raw`\b(?:call|chatcmpl|cmpl|msg|run|toolu|resp|req|thread|fc|rs)[-_](?=[A-Za-z_-]{0,64}\d)[A-Za-z0-9_-]{8,}`,
  },
  { kind: "id", source: String.raw`\b[0-9a-fA-F]{32,128}\b` },
  // Ids of MongoDB, and ULIDs.
  { kind: "id", source: String.raw`\b[0-9a-f]{24}\b` },
  { kind: "id", source: String.raw`\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b` },
  // Seconds or milliseconds since 1970, from September 2020 to 2033.
  { kind: "time", source: String.raw`\b1[6-9]\d{8}(?:\d{3})?\b` },
];

const VOLATILE_PATTERN = new RegExp(VOLATILE.map(({ source }) => `(${source})`).join("|"), "g");

/** How ids are written: all alike, or numbered by when each first appears. */
type IdForm = "alike" | "numbered";

/** Brings requests into the form in which they are compared. */
export class Normaliser {
  readonly #ignore: Rules;

  constructor(ignore: Rules) {
    this.#ignore = ignore;
  }

  /** As it is, but for what never counts. */
  exact(body: unknown): unknown {
    return JSON.parse(canonicalJson(this.#strip(body))) as unknown;
  }

  /** Two requests are the same when this is. */
  loose(body: unknown): unknown {
    return this.#texts(this.exact(body), "alike");
  }

  /** The same, but told apart by which id stands where. */
  numbered(body: unknown): unknown {
    return this.#texts(this.exact(body), "numbered");
  }

  /** For texts that are no request: answers. */
  text(text: string): string {
    return writeText(text, "alike", new Map());
  }

  #strip(body: unknown): unknown {
    if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
    const kept = Object.entries(body).filter(
      ([key, value]) =>
        value !== null && !IGNORED_FIELDS.includes(key) && !(key === "stream" && value === false),
    );
    return without(Object.fromEntries(kept), this.#ignore);
  }

  #texts(body: unknown, form: IdForm): unknown {
    const seen = new Map<string, string>();
    const write = (text: string): string => {
      const own = this.#ignore.patterns.reduce(
        (out, pattern) => out.replaceAll(pattern, "<any>"),
        text,
      );
      return writeText(own, form, seen);
    };
    const visit = (value: unknown, key: string, within: string): unknown => {
      if (typeof value === "string")
        return isGeneratedId(key, within) ? idName(value, form, seen) : write(value);
      if (Array.isArray(value)) return value.map((item) => visit(item, key, within));
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, visit(item, name, key)]),
      );
    };
    return visit(body, "", "");
  }
}

/** The model made it up, in whatever form. */
function isGeneratedId(key: string, within: string): boolean {
  return key === "tool_call_id" || (key === "id" && within === "tool_calls");
}

function writeText(text: string, form: IdForm, seen: Map<string, string>): string {
  const even = text.replaceAll("\r\n", "\n").trim();
  return even.replaceAll(VOLATILE_PATTERN, (match: string, ...groups: unknown[]) => {
    const kind = VOLATILE[groups.findIndex((group) => group !== undefined)]?.kind ?? "time";
    return kind === "id" ? idName(match, form, seen) : `<${kind}>`;
  });
}

function idName(id: string, form: IdForm, seen: Map<string, string>): string {
  if (form === "alike") return "<id>";
  const name = seen.get(id) ?? `<id ${seen.size + 1}>`;
  seen.set(id, name);
  return name;
}

function without(value: unknown, ignore: Rules, path: string[] = []): unknown {
  if (Array.isArray(value))
    return value.map((item, at) => without(item, ignore, [...path, String(at)]));
  if (typeof value === "string") return withoutMedia(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isAt([...path, key], ignore))
      .map(([key, item]) => [key, without(item, ignore, [...path, key])]),
  );
}

const SHORT_MEDIA = 256;

/** An image is told by its kind, length and hash: nobody reads megabytes of base64 in a file. */
export function withoutMedia(text: string): string {
  const [, kind] = /^data:([\w/+.-]{1,100});base64,/.exec(text) ?? [];
  if (kind === undefined || text.length <= SHORT_MEDIA) return text;
  const hash = [hashText(text), hashText(`.${text}`)].map((part) => part.toString(16)).join("");
  return `data:${kind};${text.length} characters,${hash}`;
}
