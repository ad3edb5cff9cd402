import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shellWord } from "../../../playground/src/inspect/as-curl.js";
import { tsLiteral } from "../../../playground/src/inspect/ts-literal.js";
import { execFileSync } from "node:child_process";

// What a program would make of it, which only a program can say.
// oxlint-disable-next-line typescript/no-implied-eval
const evaluate = (source: string): unknown => new Function(`return (${source});`)();

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "`",
        "${",
        "\\",
        "\n",
        "\r",
        "\u2028",
        "\u0000",
        "\uD800",
        '"',
        "'",
        "é",
        "😀",
      ),
    )
    .map((parts) => parts.join("")),
);
const anyJson = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    anyText,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("json")),
    fc.dictionary(fc.oneof(anyText, fc.constant("__proto__")), tie("json")),
  ),
})).json;

describe("a value written as TypeScript", () => {
  test("is that value again, with every character and key", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(JSON.stringify(evaluate(tsLiteral(value)))).toBe(JSON.stringify(value));
      }),
      { numRuns: 500 },
    );
  });

  test("holds a key that would be the prototype as a key", () => {
    const value: unknown = JSON.parse('{"__proto__": {"a": 1}}');
    expect(JSON.stringify(evaluate(tsLiteral(value)))).toBe('{"__proto__":{"a":1}}');
  });

  test("is one line where it fits, and a prompt of several lines reads as such", () => {
    expect(tsLiteral({ type: "object", n: [1, 2] })).toBe('{ type: "object", n: [1, 2] }');
    expect(tsLiteral("Be brief.\nNo `code`, no ${x}.")).toBe(
      "`Be brief.\nNo \\`code\\`, no \\${x}.`",
    );
  });

  test("shows what no editor shows", () => {
    expect(tsLiteral("a\u2028b\u0007\uFEFF")).toBe(String.raw`"a\u2028b\u0007\ufeff"`);
    expect(tsLiteral("a\r\n\tb")).toBe("`a\\r\n\\u0009b`");
  });
});

test("a word of a shell is the same word to the shell", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      fc.pre(!text.includes("\u0000") && Buffer.from(text).toString() === text);
      const said = execFileSync("sh", ["-c", `printf %s ${shellWord(text)}`], { encoding: "utf8" });
      expect(said).toBe(text);
    }),
    { numRuns: 40 },
  );
});
