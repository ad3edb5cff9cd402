import { describe, expect, test } from "vitest";
import { markdownBlocks, markdownToHtml } from "../../../playground/src/talk/markdown-html.js";
import { HOSTILE_ANSWERS } from "./hostile-answers.js";

describe("Markdown as HTML", () => {
  test.each(HOSTILE_ANSWERS)("a hostile answer is only text, or a link: %s", (answer) => {
    const tags = [...markdownToHtml(answer).matchAll(/<\/?([a-z][\w-]*)([^>]*)>/gi)];
    for (const [, name = "", attributes = ""] of tags) {
      expect(
        "p br hr h3 h4 h5 h6 strong em del code pre blockquote ul ol li table thead tbody tr th td a",
      ).toContain(name);
      expect(attributes).toMatch(/^( (href|title)="[^"]*"| start="\d+"| align="\w+"| \/)*$/);
    }
  });

  test.each([
    ["quotes", ">".repeat(10_000)],
    ["lists", "- ".repeat(10_000)],
    ["numbers", "1. ".repeat(3_000)],
    ["steps", Array.from({ length: 500 }, (_, at) => `${"  ".repeat(at)}- a`).join("\n")],
    ["a word", `${"a.".repeat(10_000)}@`],
  ])("what would hang the reader is shown as it is written: %s", (_name, text) => {
    expect(markdownToHtml(text)).toMatch(/^<pre><code>/);
    expect(markdownBlocks(text).map(({ raw }) => raw)).toEqual([text]);
  });

  test.each([
    `> > > - 1. nested`,
    "| --- | :-: |",
    "- - -",
    `${"———".repeat(900)}`,
    "字".repeat(3_000),
  ])("ordinary text is not mistaken for it: %s", (text) =>
    expect(markdownToHtml(text)).not.toContain("<pre>"),
  );

  test("pictures are links, headings begin at the third level, boxes are signs", () => {
    expect(markdownToHtml("![A cat](https://a.example/c.png)")).toBe(
      '<p><a href="https://a.example/c.png">Picture: A cat</a></p>\n',
    );
    expect(markdownToHtml("# *Top*")).toBe("<h3><em>Top</em></h3>\n");
    expect(markdownToHtml("- [x] done")).toContain("☑ ");
    expect(markdownToHtml("- [x] done")).not.toContain("<input");
    expect(markdownToHtml("| a |\n|---|\n| b<br>c |")).toContain("b<br>c");
  });
});
