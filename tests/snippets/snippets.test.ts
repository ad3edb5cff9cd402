import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { createFireworksLocal } from "fireworks-local";
import { beforeAll, describe, expect, test } from "vitest";
import { checkTypes, ROOT, runCommand } from "../../scripts/run-command.mjs";
import { REDIS_SERVER_PATH, startRedisServer, WHY_NO_REDIS } from "../redis-server.js";
import { englishTwinOf, readDocuments } from "./documents.js";
import { extractCodeBlocks, skeletonOf, snippetsOf } from "./extract-snippets.js";

/** Inside the workspace, so that the snippets find the built packages in its node_modules. */
const FOLDER = join(ROOT, ".snippets");
const RESULTS = join(FOLDER, "results.jsonl");
const TYPESCRIPT_CONFIG = {
  extends: "../tsconfig.base.json",
  compilerOptions: {
    module: "NodeNext",
    moduleResolution: "NodeNext",
    moduleDetection: "force",
    // As strict as `strict`, which is what a reader's project has.
    noUnusedLocals: false,
    noUncheckedIndexedAccess: false,
    // The built packages, as a reader has them, instead of the sources.
    paths: {},
    types: ["node"],
  },
  include: ["*.ts"],
};

const documents = await readDocuments();
const snippets = documents.flatMap(({ file, text }) => snippetsOf(file, text));
const pathOf = ({ title, extension }: (typeof snippets)[number]) =>
  join(FOLDER, `${title.replaceAll(/\W+/g, "-")}.${extension}`);
/** Those that connect to a Redis are left out where there is none. */
const canRun = ({ code }: (typeof snippets)[number]) =>
  REDIS_SERVER_PATH !== undefined || !code.includes("env.REDIS_URL");
/** What is run: TypeScript is translated before, since a loader would look at every file of our packages too. */
const programOf = (path: string) => path.replace(/\.ts$/, ".mjs");
const failures = new Map<string, string | null>();
let output = "";

beforeAll(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await Promise.all(snippets.map(writeSnippet));
  await writeFile(join(FOLDER, "tsconfig.json"), JSON.stringify(TYPESCRIPT_CONFIG));
  await runAll();
});

async function writeSnippet(snippet: (typeof snippets)[number]): Promise<void> {
  const path = pathOf(snippet);
  await writeFile(path, snippet.code);
  if (snippet.extension !== "ts" || !snippet.runs) return;
  const { code } = await transform(snippet.code, { loader: "ts", format: "esm", sourcefile: path });
  await writeFile(programOf(path), code);
}

async function runAll(): Promise<void> {
  const server = createFireworksLocal();
  const { baseURL } = await server.listen();
  const redis = REDIS_SERVER_PATH === undefined ? undefined : await startRedisServer();
  const files = snippets
    .filter((snippet) => snippet.runs && canRun(snippet))
    .map(pathOf)
    .map(programOf);
  const runner = join(ROOT, "tests/snippets/run-snippets.mjs");
  const result = await runCommand(process.execPath, [runner, ...files], {
    env: {
      FIREWORKS_API_KEY: "fw_snippets",
      FIREWORKS_BASE_URL: baseURL,
      REDIS_URL: redis?.url ?? "",
      SNIPPET_RESULTS: RESULTS,
    },
  });
  await Promise.all([server.close(), redis?.stop()]);
  output = result.output;
  const lines = (await readFile(RESULTS, "utf8").catch(() => "")).split("\n").filter(Boolean);
  for (const line of lines) {
    const { file, error } = JSON.parse(line) as { file: string; error: string | null };
    failures.set(file, error);
  }
}

describe("A156, D39: every snippet of the documents", () => {
  for (const snippet of snippets.filter(({ runs }) => runs)) {
    const reason = canRun(snippet) ? "" : WHY_NO_REDIS;
    test.skipIf(!canRun(snippet))(`${snippet.title} runs against fireworks-local${reason}`, () => {
      const path = programOf(pathOf(snippet));
      expect(failures.has(path) ? failures.get(path) : `was not reached:\n${output}`).toBeNull();
    });
  }

  test("type-checks on the built packages", async () => {
    const checked = snippets.filter(({ extension }) => extension === "ts");
    if (checked.length === 0) return;
    const { output: problems } = await checkTypes(FOLDER);
    expect(problems).toBe("");
  });

  test("says why it is not run, if it is not", () => {
    const blocks = documents.flatMap(({ text }) => extractCodeBlocks(text));
    const silent = blocks.filter(
      ({ note }) => note.startsWith("no-run") && !/^no-run: \S/.test(note),
    );
    expect(silent).toEqual([]);
  });
});

const translations = documents.filter(({ file }) => englishTwinOf(file) !== undefined);

test.each(translations)("D39: $file holds the same code as its English twin", ({ file, text }) => {
  const twin = documents.find((other) => other.file === englishTwinOf(file));
  const skeletons = (markdown: string) => extractCodeBlocks(markdown).map(skeletonOf);
  expect(skeletons(text)).toEqual(skeletons(twin?.text ?? ""));
});

test("the README is there in both languages, with code", () => {
  const readme = documents.find(({ file }) => file === "README.md");
  expect(extractCodeBlocks(readme?.text ?? "")).not.toEqual([]);
  expect(translations.map(({ file }) => file)).toContain("README.zh-CN.md");
});

test("the documents install only packages of this project or ones that exist in its lock file", async () => {
  const lock = JSON.parse(await readFile(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, unknown>;
  };
  const known = (name: string) => `node_modules/${name}` in lock.packages;
  const commands = documents
    .flatMap(({ text }) => extractCodeBlocks(text))
    .filter(({ language }) => ["bash", "sh", "shell"].includes(language))
    .flatMap(({ code }) => [...code.matchAll(/npm (?:install|i|add)\b([^\n#&|]*)/g)]);
  const names = commands
    .flatMap(([, words = ""]) => words.trim().split(/\s+/))
    .filter((word) => word !== "" && !word.startsWith("-") && !/[./]tgz$|\.tgz/.test(word))
    .map((word) => /@npm:(.+)$/.exec(word)?.[1] ?? word)
    .map((word) => word.replaceAll(/["']/g, "").replace(/(?<=.)@[^@/]*$/, ""));
  expect(names.filter((name) => !known(name))).toEqual([]);
});
