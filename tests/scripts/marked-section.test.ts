import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeMarkedSection } from "../../scripts/marked-section.mjs";

const MARKS = { start: "<!-- here -->", end: "<!-- end -->" };
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "marked-section-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(page: string, text: string): Promise<string> {
  const path = join(folder, "page.md");
  await writeFile(path, page);
  await writeMarkedSection(path, MARKS, text);
  return readFile(path, "utf8");
}

test("the text between the marks is replaced, and all around it stays, `$&` included", async () => {
  const page = "a\n<!-- here -->\n\nold\n\n<!-- end -->\nb <!-- end -->\n";
  expect(await written(page, "new $&")).toBe(page.replace("old", () => "new $&"));
});

test.each(["no marks", "<!-- end --> <!-- here -->", "<!-- here -->"])(
  "%j is refused and left as it is",
  async (page) => {
    await expect(written(page, "new")).rejects.toThrow("has lost its marks");
    expect(await readFile(join(folder, "page.md"), "utf8")).toBe(page);
  },
);
