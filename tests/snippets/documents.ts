import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../scripts/run-command.mjs";

export interface Document {
  /** Path from the root of the workspace. */
  file: string;
  text: string;
}

/** Every Markdown file that a user reads: the READMEs of the workspace and its packages, and docs/. */
export async function readDocuments(): Promise<Document[]> {
  const packages = await readdir(join(ROOT, "packages"));
  const docs = await readdir(join(ROOT, "docs"), { recursive: true }).catch(() => []);
  const files = [
    "README.md",
    "README.zh-CN.md",
    ...packages.map((name) => `packages/${name}/README.md`),
    ...docs
      .filter((name) => name.endsWith(".md") && !name.startsWith(".vitepress"))
      .map((name) => `docs/${name}`),
  ];
  const documents = await Promise.all(
    files.map(async (file) => ({
      file,
      text: await readFile(join(ROOT, file), "utf8").catch(() => ""),
    })),
  );
  return documents.filter(({ text }) => text !== "");
}

/** The page that says the same in English, of a page in Chinese. */
export function englishTwinOf(file: string): string | undefined {
  if (file.startsWith("docs/zh/")) return file.replace("docs/zh/", "docs/");
  return file.endsWith(".zh-CN.md") ? file.replace(".zh-CN", "") : undefined;
}
