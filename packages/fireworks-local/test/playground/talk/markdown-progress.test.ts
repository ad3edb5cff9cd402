import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MarkdownProgress } from "../../../playground/src/talk/markdown-progress.js";

/** What is seen at the end: the sources of all blocks, and how many characters were drawn on the way. */
function stream(text: string, size: number) {
  const progress = new MarkdownProgress();
  const finished: string[] = [];
  let drawn = 0;
  for (let end = size; end < text.length + size; end += size) {
    const step = progress.next(text.slice(0, end), false);
    finished.push(...step.finished);
    drawn += step.finished.join("").length + (step.tail?.length ?? 0);
  }
  const last = progress.next(text, true);
  expect([last.tail?.trim(), last.rest]).toEqual(["", ""]);
  finished.push(...last.finished);
  drawn += last.finished.join("").length;
  return { finished, drawn };
}

const squeezed = (text: string) => text.replace(/\s+/g, "");
const PARAGRAPHS = "Some words of a line.\nAnother line.\n\n";

describe("Markdown that grows", () => {
  test("loses nothing, whatever the pieces are", () => {
    const part = fc.constantFrom(
      "# a\n",
      "- b\n",
      "\n",
      "```\n",
      "| c |\n|---|\n",
      "text ",
      "    code\n",
      "> q\r\n",
      "1. x\n\n",
      "[a]: b\n",
      "<b>\n",
      "\r",
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        (parts, size) => {
          const text = parts.join("");
          expect(squeezed(stream(text, size).finished.join(""))).toBe(squeezed(text));
        },
      ),
    );
  });

  test("does not cut a list at an empty line, nor a block of code", () => {
    expect(stream("- a\n\n- b\n\nEnd", 1).finished.map((raw) => raw.trim())).toEqual([
      "- a\n\n- b",
      "End",
    ]);
    expect(stream("```\na\n\nb\n```\nEnd", 1).finished.map((raw) => raw.trim())).toEqual([
      "```\na\n\nb\n```",
      "End",
    ]);
  });

  test.each([
    ["paragraphs", PARAGRAPHS.repeat(2_000)],
    ["one paragraph", "word ".repeat(16_000)],
    ["one block of code", `\`\`\`\n${"let a = 1;\n".repeat(7_000)}`],
    ["one list", "- entry of a list\n".repeat(4_000)],
  ])("draws each character of %s a few times at most", (_name, text) => {
    expect(stream(text, 97).drawn).toBeLessThan(text.length * 8);
  });
});
