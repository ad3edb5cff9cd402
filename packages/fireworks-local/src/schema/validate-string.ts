import type { JsonSchema } from "fireworks-client/wire";
import { compilePattern } from "./compile-pattern.js";
import { fitsFormat } from "./formats.js";
import { numberOf } from "./keyword-values.js";

/** Whether a text fits `minLength`, `maxLength`, `format` and `pattern`. */
export function fitsString(text: string, rules: JsonSchema): boolean {
  const { length } = [...text];
  if (length < numberOf(rules["minLength"], 0)) return false;
  if (length > numberOf(rules["maxLength"], Infinity)) return false;
  if (!fitsFormat(text, rules)) return false;
  const pattern = typeof rules["pattern"] === "string" ? compilePattern(rules["pattern"]) : null;
  return pattern === null || pattern.test(text);
}
