/** What a value may be that is written into a program: JSON. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const STEP = "  ";
const LINE_LIMIT = 80;
const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/**
 * A value of JSON as TypeScript. What fits stands on one line. Texts of several lines are template strings,
 * because a prompt is read by people.
 */
export function tsLiteral(value: unknown, indent = ""): string {
  const json = value as Json;
  if (typeof json === "string") return textLiteral(json);
  if (typeof json !== "object" || json === null) return JSON.stringify(json) ?? "undefined";
  const entries = entriesOf(json, indent + STEP);
  const [open, close] = Array.isArray(json) ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return open + close;
  const flat = entries.join(", ");
  const pad = Array.isArray(json) ? "" : " ";
  if (flat.length + indent.length <= LINE_LIMIT && !flat.includes("\n"))
    return `${open}${pad}${flat}${pad}${close}`;
  const inner = indent + STEP;
  return `${open}\n${entries.map((entry) => `${inner}${entry},\n`).join("")}${indent}${close}`;
}

function entriesOf(json: readonly Json[] | { readonly [key: string]: Json }, indent: string) {
  if (Array.isArray(json)) return json.map((item) => tsLiteral(item, indent));
  return Object.entries(json)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${propertyName(key)}: ${tsLiteral(value, indent)}`);
}

/** Written plainly, `__proto__` would set the prototype. */
function propertyName(key: string): string {
  if (key === "__proto__") return `["__proto__"]`;
  return PLAIN_NAME.test(key) ? key : quoted(key);
}

function textLiteral(text: string): string {
  return text.includes("\n") ? templateString(text) : quoted(text);
}

/** JSON's strings are TypeScript's. */
const quoted = (text: string): string => escapeOdd(JSON.stringify(text));

/** A template string reads `\r` as `\n`, so it is escaped with all else that means something there. */
function templateString(text: string): string {
  const escaped = text.replaceAll(/[\\`]|\$\{/g, String.raw`\$&`).replaceAll("\r", String.raw`\r`);
  return `\`${escapeOdd(escaped)}\``;
}

/** Controls, half characters and other ends of lines, which no editor shows. */
const escapeOdd = (text: string): string => text.replaceAll(ODD, escapeUnits);

const ODD =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029\uFEFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const escapeUnits = (unit: string): string =>
  String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
