import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, inject, test } from "vitest";
import { ROOT, runCommand } from "../../scripts/run-command.mjs";

const folder = join(inject("consumerFolder"), "typescript");
/** `.mts` is compiled as an ES module and `.cts` as CommonJS, each with the types of its kind. */
const SOURCES = ["consumer.mts", "consumer.cts"];
const CONFIG = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    module: "NodeNext",
    moduleResolution: "NodeNext",
    strict: true,
    noEmit: true,
    types: ["node"],
  },
  files: SOURCES,
};

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  const programs = join(ROOT, "tests/packed/programs");
  await Promise.all(SOURCES.map((file) => copyFile(join(programs, file), join(folder, file))));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(CONFIG));
});

/** The newest compiler also checks the declaration files themselves, which takes most of the time. */
test.each([
  ["6.0", "node_modules/typescript", "--skipLibCheck=false"],
  ["5.9", "tests/packed/typescript-5.9/node_modules/typescript", "--skipLibCheck=true"],
])(
  "TypeScript %s compiles ESM and CommonJS code on the packed types",
  async (_version, compiler, depth) => {
    const tsc = join(ROOT, compiler, "bin/tsc");
    const { output } = await runCommand(process.execPath, [tsc, "-p", ".", ...depth.split("=")], {
      cwd: folder,
    });
    expect(output).toBe("");
  },
);
