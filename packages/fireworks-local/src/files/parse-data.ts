import type { Document } from "yaml";
import { DataFileError } from "./data-file-error.js";
import { inspectNode, offsetOf } from "./yaml-nodes.js";
import type { DataPath } from "./mistake.js";

/** What a file says, and where it says it. */
export interface ParsedData {
  value: unknown;
  /** The line, from 1, of the value at a path, or of what is nearest to it. */
  lineOf(path: DataPath): number;
}

/** The parser takes about a second for the worst text of this size. */
const MAX_CHARACTERS = 512 * 1024;

/** An alias that stands for more values than this is a bomb. */
const MAX_ALIASES = 100;

const MOST_PROBLEMS = 5;

/**
 * YAML 1.2 without tags, or JSON, which is part of it. Throws {@link DataFileError} with the line. The
 * parser is loaded when it is first needed: the server starts without it.
 */
export async function parseData(text: string, name: string): Promise<ParsedData> {
  if (text.length > MAX_CHARACTERS)
    throw new DataFileError([`${name}: is larger than ${MAX_CHARACTERS} characters`]);
  const deepLine = lineTooDeep(text);
  if (deepLine !== undefined) throw new DataFileError([`${name}:${deepLine}: nests too deep`]);
  const { LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const parse = (): Document.Parsed =>
    parseDocument(text, {
      lineCounter: lines,
      schema: "core",
      resolveKnownTags: false,
      stringKeys: true,
      prettyErrors: false,
      // The parser's own check compares each key with each; `inspectNode` does it.
      uniqueKeys: false,
    });
  const document = orFileError(name, parse);
  // A warning is an unknown tag: the author wanted something that would not happen.
  const found = [...document.errors, ...document.warnings].map((problem) => ({
    offset: problem.pos[0],
    message:
      problem.code === "MULTIPLE_DOCS"
        ? "a file holds one document: write a list, without `---` between its members"
        : problem.message,
  }));
  const problems = found.length > 0 ? found : inspectNode(document.contents);
  if (problems.length > 0)
    throw new DataFileError(
      problems
        .slice(0, MOST_PROBLEMS)
        .map(({ offset, message }) => `${name}:${lineAt(offset)}: ${message.slice(0, 200)}`),
    );
  const value = orFileError(name, (): unknown => document.toJS({ maxAliasCount: MAX_ALIASES }));
  return { value, lineOf: (path) => lineAt(offsetOf(document.contents, path)) };
}

/** `[` and `{` that are open at once, `-` in a row, or spaces before a line: nobody comes near. */
const DEEP = { brackets: 200, dashes: 100, spaces: 400 };
const DEPTH_MARKS = new RegExp(
  String.raw`[[\]{}\n]|(?<=^|\n)(?: {${DEEP.spaces}}| *(?:[-?:][ \t]+){${DEEP.dashes}})`,
  "g",
);

/**
 * The line where the text nests beyond reason, whatever stands in quotes. The parser must not see it:
 * it builds a regular expression as long as the indentation, which can end the process.
 */
function lineTooDeep(text: string): number | undefined {
  let open = 0;
  let line = 1;
  for (const [mark] of text.matchAll(DEPTH_MARKS)) {
    if (mark === "\n") line += 1;
    else if (mark === "[" || mark === "{") open += 1;
    else if (mark === "]" || mark === "}") open = Math.max(open - 1, 0);
    if (open > DEEP.brackets || mark.length > 1) return line;
  }
  return undefined;
}

/** What the parser throws, it throws at bombs: too many aliases, or nesting beyond the call stack. */
function orFileError<Result>(name: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    const message = error instanceof RangeError ? "nests too deep" : (error as Error).message;
    throw new DataFileError([`${name}: ${message}`]);
  }
}
