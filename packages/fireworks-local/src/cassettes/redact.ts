import { REDACTED } from "../safety/secrets.js";
import { parseJson } from "../json/parse-json.js";
import { type Edit, editPieces, editsFor } from "./edit-pieces.js";
import { isAt, type Rules } from "./rules.js";

/** What is left out of one exchange. */
export interface Redaction {
  /** Chosen by the user. */
  chosen: Rules;
  /** Keys and tokens: looked for everywhere, not only in values. */
  secrets: readonly RegExp[];
}

const allPatterns = ({ chosen, secrets }: Redaction): RegExp[] => [...secrets, ...chosen.patterns];

/** A copy without what is chosen. */
export function redactJson(value: unknown, redaction: Redaction, path: string[] = []): unknown {
  if (isAt(path, redaction.chosen)) return REDACTED;
  if (typeof value === "string") return redactText(value, allPatterns(redaction));
  if (Array.isArray(value))
    return value.map((item, at) => redactJson(item, redaction, [...path, String(at)]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      redactText(key, redaction.secrets),
      redactJson(item, redaction, [...path, key]),
    ]),
  );
}

export function redactText(text: string, patterns: readonly RegExp[]): string {
  return editPieces([text], editsFor(text, patterns, REDACTED))[0] ?? "";
}

/** A whole answer. */
export function redactWhole(text: string, redaction: Redaction): string {
  const json = parseJson(text);
  if (json === undefined) return redactText(text, allPatterns(redaction));
  const redacted = redactJson(json, redaction);
  // What was not touched keeps its bytes.
  if (JSON.stringify(redacted) === JSON.stringify(json)) return text;
  dropTokens(redacted);
  return JSON.stringify(redacted);
}

/** They say once more, token by token, what the text no longer says. */
const TOKEN_FIELDS = new Set([
  "logprobs",
  "token_ids",
  "prompt_token_ids",
  "completion_token_ids",
  "raw_output",
]);

/** In place; tells whether there were any. */
function dropTokens(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const holder = value as Record<string, unknown>;
  let isChanged = false;
  for (const [key, item] of Object.entries(holder))
    if (!TOKEN_FIELDS.has(key)) isChanged = dropTokens(item) || isChanged;
    else if (item !== null) {
      holder[key] = null;
      isChanged = true;
    }
  return isChanged;
}

/** One `data:` line of a stream: where its JSON stands, and what it holds. */
interface EventJson {
  start: number;
  end: number;
  json: unknown;
}

/**
 * A stream, whose pieces keep their cuts. A secret may be cut by the network, and a text by the deltas
 * it comes in: both are put together before they are looked through.
 */
export function redactStream(pieces: readonly string[], redaction: Redaction): string[] {
  const text = pieces.join("");
  const events = eventsIn(text);
  const leaves = events.flatMap(({ json }, event) => leavesOf(json, { event, redaction }));
  const edited = new Set<number>();
  for (const group of groupsOf(leaves))
    for (const event of redactGroup(group, redaction)) edited.add(event);
  if (edited.size > 0)
    for (const [at, { json }] of events.entries()) if (dropTokens(json)) edited.add(at);
  const inside: Edit[] = [...edited]
    .toSorted((one, other) => one - other)
    .flatMap((at) => {
      const event = events[at];
      return event === undefined ? [] : [{ ...event, text: JSON.stringify(event.json) }];
    });
  const outside = editsFor(text, redaction.chosen.patterns, REDACTED).filter((edit) =>
    events.every(({ start, end }) => edit.end <= start || edit.start >= end),
  );
  const edits = [...inside, ...outside].toSorted((one, other) => one.start - other.start);
  const clean = editPieces(pieces, edits);
  return editPieces(clean, editsFor(clean.join(""), redaction.secrets, REDACTED));
}

function eventsIn(text: string): EventJson[] {
  return [...text.matchAll(/^data: ?(\{.*)$/gm)].flatMap((line) => {
    const source = (line[1] ?? "").trimEnd();
    const json = parseJson(source);
    const start = line.index + line[0].indexOf("{");
    return json === undefined ? [] : [{ start, end: start + source.length, json }];
  });
}

interface Leaf {
  event: number;
  /** With a choice's or a call's own `index` where it has one, so that equal paths belong together. */
  path: string[];
  holder: Record<string, unknown>;
  key: string;
}

function leavesOf(
  value: unknown,
  at: { event: number; redaction: Redaction },
  path: string[] = [],
): Leaf[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([key, item]) => {
    const own = Array.isArray(value) ? (item as { index?: unknown } | null)?.index : undefined;
    const step = typeof own === "number" ? String(own) : key;
    const here = [...path, step];
    return typeof item === "object" && !isAt(here, at.redaction.chosen)
      ? leavesOf(item, at, here)
      : [{ event: at.event, path: here, holder, key }];
  });
}

/** The keys whose texts continue from event to event. */
const CONTINUED = new Set(["content", "reasoning_content", "reasoning", "arguments", "text"]);

function groupsOf(leaves: Leaf[]): Leaf[][] {
  const groups = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const alone = CONTINUED.has(leaf.key) ? "" : `#${leaf.event}`;
    const name = JSON.stringify(leaf.path) + alone;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [leaf]);
    else group.push(leaf);
  }
  return [...groups.values()];
}

/** The events whose texts changed. */
function redactGroup(group: Leaf[], redaction: Redaction): number[] {
  const [first] = group;
  if (first === undefined) return [];
  const texts = group.map(({ holder, key }) => holder[key]);
  const isChosen = isAt(first.path, redaction.chosen);
  const pieces = texts.map((text) => (typeof text === "string" ? text : ""));
  const clean = isChosen
    ? pieces.map((_, at) => (at === 0 ? REDACTED : ""))
    : editPieces(pieces, editsFor(pieces.join(""), allPatterns(redaction), REDACTED));
  return group.flatMap(({ event, holder, key }, at) => {
    const changes = isChosen || (typeof texts[at] === "string" && clean[at] !== texts[at]);
    if (changes) holder[key] = clean[at];
    return changes ? [event] : [];
  });
}
