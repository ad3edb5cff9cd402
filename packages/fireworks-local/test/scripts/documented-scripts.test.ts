import { readFile } from "node:fs/promises";
import { parseScripts } from "fireworks-local";
import { expect, test } from "vitest";

test.each(["local/scripts.md", "zh/local/scripts.md"])(
  "every YAML block of %s is a file",
  async (name) => {
    const text = await readFile(new URL(`../../../../docs/${name}`, import.meta.url), "utf8");
    const blocks = [...text.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, block = ""]) => block);
    expect(blocks).toHaveLength(3);
    for (const block of blocks) expect(await parseScripts(block, name)).not.toEqual([]);
  },
);
