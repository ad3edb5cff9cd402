import { asWritten } from "../files/as-written.js";
import { findMistakes } from "../files/find-mistakes.js";
import { pathText } from "../files/mistake.js";
import type { Script } from "./script.js";
import { scriptMistakes } from "./script-rules.js";
import { SCRIPTS_SHAPE } from "./script-shape.js";

/** A file cannot hold it; the types see to it that it is a function. */
const NOT_IN_FILES = ["predicate"];

const checked = new WeakSet<Script>();

/** Throws a `TypeError` that names every mistake: for scripts that are given as objects. */
export function checkScripts(scripts: readonly Script[]): void {
  if (scripts.every((script) => checked.has(script))) return;
  const mistakes = findMistakes(asWritten(scripts, NOT_IN_FILES), SCRIPTS_SHAPE);
  const found = mistakes.length > 0 ? mistakes : scriptMistakes(scripts);
  if (found.length > 0) {
    const lines = found.map(({ path, message }) => `scripts${pathText(path)}: ${message}`);
    throw new TypeError(lines.join("\n"));
  }
  for (const script of scripts) checked.add(script);
}
