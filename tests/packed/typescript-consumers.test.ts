import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, inject, test } from "vitest";
import { checkTypes, ROOT, runCommand } from "../../scripts/run-command.mjs";
import { CONSUMER_OPTIONS } from "./consumer-options.js";
import { type Entry, entriesOf } from "./entries.js";

const folder = join(inject("consumerFolder"), "typescript");
/** `.mts` is compiled as an ES module and `.cts` as CommonJS, each with the types of its kind. */
const SOURCES = ["consumer.mts", "consumer.cts", "surface.mts", "inference.mts"];
/** The same programs as CommonJS: only the extension decides. */
const AS_COMMON_JS = ["surface", "inference", "entries"];
const CONFIG = {
  compilerOptions: { ...CONSUMER_OPTIONS, types: ["node"] },
  files: [...SOURCES, "entries.mts", ...AS_COMMON_JS.map((name) => `${name}.cts`)],
};

/** Imports every entry, none of whose names may be of the type any. */
const programOf = (entries: readonly Entry[]): string => `
type AnyKeys<T> = { [K in keyof T]-?: 0 extends 1 & T[K] ? K : never }[keyof T];
function holdsNoAny<T>(_nothing: AnyKeys<T> extends never ? true : AnyKeys<T>): void {}
${entries.map(({ specifier }, at) => `import * as entry${at} from "${specifier}";`).join("\n")}
${entries.map((_, at) => `holdsNoAny<typeof entry${at}>(true);`).join("\n")}
`;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  const programs = join(ROOT, "tests/packed/programs");
  await Promise.all(SOURCES.map((file) => copyFile(join(programs, file), join(folder, file))));
  const entries = await entriesOf("fireworks-client", "langchain-fireworks", "fireworks-local");
  await writeFile(join(folder, "entries.mts"), programOf(entries));
  for (const name of AS_COMMON_JS) {
    await copyFile(join(folder, `${name}.mts`), join(folder, `${name}.cts`));
  }
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(CONFIG));
});

const OLDER = {
  "5.4": "tests/packed/typescript-5.4/node_modules/typescript",
  "5.9": "tests/packed/typescript-5.9/node_modules/typescript",
  "6.0": "node_modules/typescript",
};

test.each(Object.entries(OLDER))(
  "A155: TypeScript %s compiles ESM and CommonJS code on the packed types",
  async (_version, compiler) => {
    const args = [join(ROOT, compiler, "bin/tsc"), "-p", ".", "--skipLibCheck", "true"];
    const { output } = await runCommand(process.execPath, args, { cwd: folder });
    expect(output).toBe("");
  },
  120_000,
);

/** Those of zod 3 and Node are not written for exact optional properties. */
const CHECKS_LIBRARIES = ["--skipLibCheck", "false", "--exactOptionalPropertyTypes", "false"];

test("A155: TypeScript 7.0 does too, and checks all declaration files, which takes the others too long", async () => {
  const { output } = await checkTypes(folder, CHECKS_LIBRARIES, { cwd: folder });
  expect(output).toBe("");
});
