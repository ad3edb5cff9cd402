import { checkByShape } from "../files/check-by-shape.js";
import type { Script } from "./script.js";
import { scriptMistakes } from "./script-rules.js";
import { SCRIPTS_SHAPE } from "./script-shape.js";

/** A file cannot hold it; the types see to it that it is a function. */
const NOT_IN_FILES = ["predicate"];

const DESCRIPTION = { shape: SCRIPTS_SHAPE, rules: scriptMistakes };

const checked = new WeakSet<Script>();

/** Throws a `TypeError` that names every mistake: for scripts that are given as objects. */
export function checkScripts(scripts: readonly Script[]): void {
  if (scripts.every((script) => checked.has(script))) return;
  checkByShape("scripts", scripts, DESCRIPTION, NOT_IN_FILES);
  for (const script of scripts) checked.add(script);
}
