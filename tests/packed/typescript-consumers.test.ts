import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, inject, test } from "vitest";
import { ROOT, runCommand } from "../../scripts/run-command.mjs";

const folder = join(inject("consumerFolder"), "typescript");
/** `.mts` is compiled as an ES module and `.cts` as CommonJS, each with the types of its kind. */
const SOURCES = ["consumer.mts", "consumer.cts", "surface.mts"];
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
  files: [...SOURCES, "surface.cts"],
};

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  const programs = join(ROOT, "tests/packed/programs");
  await Promise.all(SOURCES.map((file) => copyFile(join(programs, file), join(folder, file))));
  // The same program as CommonJS: only the extension decides.
  await copyFile(join(programs, "surface.mts"), join(folder, "surface.cts"));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(CONFIG));
});

/** The newest compiler, a native one, also checks all declaration files; for the others that takes too long. */
const CHECKS_LIBRARIES = "--skipLibCheck=false";
const SKIPS_LIBRARIES = "--skipLibCheck=true";

test.each([
  ["5.4", "tests/packed/typescript-5.4/node_modules/typescript", SKIPS_LIBRARIES],
  ["5.9", "tests/packed/typescript-5.9/node_modules/typescript", SKIPS_LIBRARIES],
  ["6.0", "node_modules/typescript", SKIPS_LIBRARIES],
  ["7.0", "tests/packed/typescript-7/node_modules/typescript", CHECKS_LIBRARIES],
])(
  "TypeScript %s compiles ESM and CommonJS code on the packed types",
  async (_version, compiler, depth) => {
    const tsc = join(ROOT, compiler, "bin/tsc");
    const { output } = await runCommand(process.execPath, [tsc, "-p", ".", ...depth.split("=")], {
      cwd: folder,
    });
    expect(output).toBe("");
  },
  120_000,
);
