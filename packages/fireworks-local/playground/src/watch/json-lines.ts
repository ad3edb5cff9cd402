import { isRecord } from "../../../src/json/is-record.js";
import type { PathStep } from "./body-path.js";

/** One line of a value that is written over several, and the places in it that the line belongs to. */
export interface JsonLine {
  depth: number;
  text: string;
  /** The path of the value that begins, ends or stands here. */
  path: readonly PathStep[];
}

/** Strings longer than this are cut: a picture in a message is a megabyte of base64. */
const LONGEST_TEXT = 2_000;

/** Values deeper in are not written: an answer may nest as deep as it likes. */
const DEEPEST = 100;

/** A value as JSON over several lines; an empty list or object is one line. */
export function jsonLines(value: unknown): JsonLine[] {
  const lines: JsonLine[] = [];
  write(value, { lines, path: [], before: "", after: "" });
  return lines;
}

interface Writing {
  lines: JsonLine[];
  path: readonly PathStep[];
  /** The key in front of the value. */
  before: string;
  /** The comma behind it. */
  after: string;
}

function write(value: unknown, { lines, path, before, after }: Writing): void {
  const depth = path.length;
  const entries = entriesOf(value);
  if (depth === DEEPEST && entries !== undefined && entries.length > 0) {
    lines.push({ depth, path, text: `${before}…${after}` });
    return;
  }
  if (entries === undefined || entries.length === 0) {
    lines.push({ depth, path, text: `${before}${shown(value)}${after}` });
    return;
  }
  const [begin, end] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  lines.push({ depth, path, text: `${before}${begin}` });
  for (const [at, [step, child]] of entries.entries())
    write(child, {
      lines,
      path: [...path, step],
      before: typeof step === "number" ? "" : `${JSON.stringify(step)}: `,
      after: at === entries.length - 1 ? "" : ",",
    });
  lines.push({ depth, path, text: `${end}${after}` });
}

function entriesOf(value: unknown): [PathStep, unknown][] | undefined {
  if (Array.isArray(value)) return value.map((item: unknown, at) => [at, item]);
  return isRecord(value) ? Object.entries(value) : undefined;
}

function shown(value: unknown): string {
  if (typeof value !== "string" || value.length <= LONGEST_TEXT)
    return JSON.stringify(value) ?? "null";
  const cut = JSON.stringify(value.slice(0, LONGEST_TEXT));
  return `${cut.slice(0, -1)}… (${value.length.toLocaleString("en")} characters)"`;
}
