import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";

const nodeModules = join(inject("consumerFolder"), "node_modules");

async function declarationsOf(name: string): Promise<[file: string, code: string][]> {
  const folder = join(nodeModules, name, "dist");
  const files = (await readdir(folder, { recursive: true })).filter((file) =>
    /\.d\.c?ts$/.test(file),
  );
  return Promise.all(
    files.map(async (file): Promise<[string, string]> => {
      const text = await readFile(join(folder, file), "utf8");
      // Neither comments nor values such as the tool choice "any".
      const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").replaceAll(/"[^"\n]*"/g, '""');
      return [file, code];
    }),
  );
}

test.each(["fireworks-client", "langchain-fireworks"])(
  "A155: no declaration of %s holds the type any",
  async (name) => {
    const declarations = await declarationsOf(name);
    expect(declarations.length).toBeGreaterThan(0);
    const lines = declarations.flatMap(([file, code]) =>
      code
        .split("\n")
        .filter((line) => /\bany\b/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(lines).toEqual([]);
  },
);

test("D32: the client depends on nothing, and the models on the client and core alone", async () => {
  const manifestOf = async (name: string) =>
    JSON.parse(await readFile(join(nodeModules, name, "package.json"), "utf8")) as {
      dependencies?: object;
      peerDependencies?: object;
    };
  const [client, models] = await Promise.all(
    ["fireworks-client", "langchain-fireworks"].map(manifestOf),
  );
  expect(Object.keys(client?.dependencies ?? {})).toEqual([]);
  expect(Object.keys(models?.dependencies ?? {})).toEqual(["fireworks-client"]);
  expect(Object.keys(models?.peerDependencies ?? {})).toContain("@langchain/core");
});
