import type { JsonSchema } from "fireworks-client/wire";
import { mapSubschemas } from "../convert/subschemas.js";
import { isRecord } from "../convert/unknown-values.js";

/**
 * A copy of a schema without the patterns that some text could keep the engine of regular expressions
 * busy with for years: schemas come from elsewhere too, from MCP servers for instance, and the text is a
 * model's. `onLeftOut` hears of each.
 */
export function withoutHangingPatterns(
  schema: JsonSchema,
  onLeftOut: (pattern: string) => void,
): JsonSchema {
  const { pattern, patternProperties, ...rest } = mapSubschemas(schema, (inner) =>
    isRecord(inner) ? withoutHangingPatterns(inner, onLeftOut) : inner,
  );
  const kept: JsonSchema = rest;
  if (typeof pattern === "string" && mayHang(pattern)) onLeftOut(pattern);
  else if (pattern !== undefined) kept.pattern = pattern;
  if (!isRecord(patternProperties)) return kept;
  const hanging = Object.keys(patternProperties).filter(mayHang);
  hanging.forEach(onLeftOut);
  if (hanging.length === 0) return { ...kept, patternProperties };
  // What is said of all other names would now be said of these.
  const { additionalProperties: _others, unevaluatedProperties: _left, ...open } = kept;
  const safe = Object.entries(patternProperties).filter(([name]) => !hanging.includes(name));
  return { ...open, patternProperties: Object.fromEntries(safe) };
}

/** One atom of a pattern: an escape, a class, or a character. */
const ATOM = String.raw`\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|.)|\[(?:\\.|[^\]\\])*\]|[^()|*+?{}\\[\]]`;
const TOKEN = new RegExp(
  String.raw`(?<open>\((?:\?(?:<?[=!]|:|<[^>]*>))?)|(?<close>\))|(?<bar>\|)|(?<times>[*+?]|\{\d+(?:,\d*)?\})\??|(?<atom>${ATOM})`,
  "gsu",
);

/** What stands between a group's parentheses, as far as repeating it is concerned. */
interface Group {
  /** What it begins with. */
  first?: string;
  /** What it ends with, as far as read. */
  last?: string;
  /** Atoms that may be there more or less often. */
  varying: string[];
  /** It can be read in ways that atoms do not tell: alternatives, or groups of varying length. */
  isOpen: boolean;
  /** Something ambiguous is repeated in it already, a few times. */
  isRepeated: boolean;
}

const emptyGroup = (): Group => ({ varying: [], isOpen: false, isRepeated: false });

/** Most that a repetition may repeat before it counts as one without an end. */
const FEW = 8;

/**
 * Whether a pattern repeats what can be cut up in several ways: `(a+)+`, `(a|a)*`, `(a?){50}`. That is
 * where matching takes exponential time. It errs on the side of leaving out, except for lists with a
 * separator, `(,\d+)*`, which are common and can be cut up in one way only. Patterns whose time grows
 * with a power of the text's length are let through.
 */
export function mayHang(pattern: string): boolean {
  const around: Group[] = [];
  let group = emptyGroup();
  let closed: Group | undefined;
  let atom: string | undefined;
  for (const { groups = {} } of pattern.matchAll(TOKEN)) {
    const { open, close, bar, times } = groups;
    if (times !== undefined) {
      if (closed !== undefined && repeatsTooMuch(times, closed)) return true;
      repeat(group, times, closed, atom);
      continue;
    }
    [closed, atom] = [undefined, groups.atom];
    if (open !== undefined) {
      around.push(group);
      group = emptyGroup();
    } else if (close !== undefined) {
      closed = group;
      group = afterGroup(around.pop() ?? emptyGroup(), closed);
    } else if (bar !== undefined) group.isOpen = true;
    else if (atom !== undefined) {
      if (/^\\(?:[1-9]|k)/.test(atom)) return true; // a reference back makes any pattern unpredictable
      group.first ??= atom;
      group.last = atom;
    }
  }
  return false;
}

/** The group around one that was just closed. What is in there is no separator of this one. */
function afterGroup(group: Group, { isOpen, isRepeated, varying }: Group): Group {
  group.first ??= "()";
  group.last = "()";
  group.isOpen ||= isOpen || varying.length > 0;
  group.isRepeated ||= isRepeated;
  return group;
}

/** What was just read comes several times, or maybe not at all. */
function repeat(group: Group, times: string, closed: Group | undefined, atom?: string): void {
  if (closed !== undefined && isAmbiguous(closed) && times !== "?") group.isRepeated = true;
  if (/^\{(\d+)(?:,\1)?\}$/.test(times)) return;
  if (closed !== undefined) group.isOpen = true;
  if (atom === undefined) return;
  group.varying.push(atom);
  if (group.first === atom) group.first = "()";
  group.last = "()";
}

function repeatsTooMuch(times: string, group: Group): boolean {
  if (times === "?" || !isAmbiguous(group)) return false;
  return group.isRepeated || mostTimes(times) > FEW;
}

/** Of `{2}`, `{2,5}`, `{2,}`, `*`, `+`. */
function mostTimes(times: string): number {
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}$/.exec(times) ?? [];
  if (least === undefined) return Infinity;
  return comma === "" ? Number(least) : Number(most === "" ? Infinity : most);
}

function isAmbiguous({ first, last, varying, isOpen }: Group): boolean {
  if (isOpen) return true;
  return varying.length > 0 && ![first, last].some((atom) => separates(atom, varying));
}

/** Whether an atom is one character that none of the others can stand for. */
function separates(atom: string | undefined, others: readonly string[]): boolean {
  const character = /^(?:\\([^\w\s])|([^\\.]))$/s
    .exec(atom ?? "")
    ?.slice(1)
    .find(Boolean);
  if (character === undefined) return false;
  return !others.some((other) => new RegExp(`^(?:${other})$`, "su").test(character));
}
