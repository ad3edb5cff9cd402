import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { describe, expect, inject, test } from "vitest";
import { PACKAGE_NAMES } from "../../scripts/pack-packages.mjs";

const tarballs = inject("tarballs");

describe.each(PACKAGE_NAMES)("the tarball of %s", (name) => {
  test("satisfies publint in strict mode", async () => {
    const tarball = await readFile(tarballs[name] ?? "");
    const { messages } = await publint({
      pack: { tarball: new Uint8Array(tarball).buffer },
      strict: true,
    });
    expect(messages).toEqual([]);
  });

  test("gives every module kind its own right types (are-the-types-wrong)", async () => {
    const tarball = await readFile(tarballs[name] ?? "");
    const result = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
    expect(result.types).not.toBe(false);
    expect(result.types === false ? [] : result.problems).toEqual([]);
  });
});
