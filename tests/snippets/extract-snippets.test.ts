import { expect, test } from "vitest";
import { extractCodeBlocks, skeletonOf, snippetsOf } from "./extract-snippets.js";

const fence = "```";

test("a block keeps its language, note, line and code", () => {
  const markdown = `# Title\n\n${fence}ts no-run: needs a key\nconst a = 1;\n${fence}\n`;
  expect(extractCodeBlocks(markdown)).toEqual([
    { language: "ts", note: "no-run: needs a key", code: "const a = 1;", line: 3 },
  ]);
});

test("a block inside a list loses the list's indentation", () => {
  const markdown = `- item\n  ${fence}ts\n  if (a) {\n    b();\n  }\n  ${fence}\n`;
  expect(extractCodeBlocks(markdown)[0]?.code).toBe("if (a) {\n  b();\n}");
});

test("a longer fence holds shorter ones", () => {
  const markdown = `${fence}\`md\n${fence}ts\nx\n${fence}\n${fence}\`\n`;
  expect(extractCodeBlocks(markdown).map((block) => block.language)).toEqual(["md"]);
});

test("a continued block joins the one before it, other languages are left out", () => {
  const markdown = `${fence}ts\na\n${fence}\n${fence}bash\nls\n${fence}\n${fence}ts continue\nb\n${fence}\n`;
  expect(snippetsOf("README.md", markdown)).toEqual([
    { title: "README.md:7", extension: "ts", code: "a\nb", runs: true },
  ]);
});

test("the skeleton ignores comments and strings but no code", () => {
  const block = (code: string) => skeletonOf({ language: "ts", note: "", line: 1, code });
  expect(block('say("hi"); // greet')).toBe(block("say('你好'); // 问候"));
  expect(block("say(1)")).not.toBe(block("say(2)"));
});
