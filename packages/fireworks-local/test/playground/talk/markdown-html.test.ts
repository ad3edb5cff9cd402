import { describe, expect, test } from "vitest";
import { markdownToHtml } from "../../../playground/src/talk/markdown-html.js";
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
