import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDataFiles } from "../../src/files/read-files.js";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fireworks-files-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function folderOf(name: string, files: Record<string, string | Uint8Array>): Promise<string> {
  const path = join(folder, name);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(path, file, ".."), { recursive: true });
    await writeFile(join(path, file), text);
  }
  return path;
}

test("a folder is read by name, with the folders in it, without what is hidden", async () => {
  const path = await folderOf("plain", {
    "b.yaml": "b",
    "a.yml": "a",
    "c/d.JSON": "d",
    "notes.md": "no",
    ".hidden/e.yaml": "no",
    "node_modules/f.yaml": "no",
  });
  const files = await readDataFiles(path);
  expect(files.map(({ name, text }) => [name.slice(path.length + 1), text])).toEqual([
    ["a.yml", "a"],
    ["b.yaml", "b"],
    ["c/d.JSON", "d"],
  ]);
  expect(await readDataFiles(`${path}/`)).toEqual(files);
});

test("a link may point inside the folder, and nowhere else", async () => {
  const outside = await folderOf("outside", { "secret.yaml": "key" });
  const path = await folderOf("links", { "a.yaml": "a" });
  await symlink(join(path, "a.yaml"), join(path, "b.yaml"));
  expect((await readDataFiles(path)).map(({ text }) => text)).toEqual(["a", "a"]);
  await symlink(outside, join(path, "folder"));
  expect(await readDataFiles(path)).toHaveLength(2);
  await symlink("../outside/secret.yaml", join(path, "c.yaml"));
  await expect(readDataFiles(path)).rejects.toThrow(/c\.yaml: is a link that leads out of/);
  await rm(join(path, "c.yaml"));
  await symlink("gone.yaml", join(path, "d.yaml"));
  await expect(readDataFiles(path)).rejects.toThrow(
    /d\.yaml: is a link to a file that is not there/,
  );
});

test("what is missing, too large, no text or no file is refused by name", async () => {
  const path = await folderOf("hostile", {
    "big/a.yaml": "a".repeat(1024 * 1024 + 1),
    "binary/b.yaml": Uint8Array.of(0xff, 0xfe, 0xfd),
  });
  await expect(readDataFiles(join(path, "none"))).rejects.toThrow(/none: is not there/);
  await expect(readDataFiles(join(path, "big"))).rejects.toThrow(/a\.yaml: is larger than/);
  await expect(readDataFiles(join(path, "binary"))).rejects.toThrow(/b\.yaml: is no UTF-8/);
  const pipe = join(path, "pipe.yaml");
  execFileSync("mkfifo", [pipe]);
  await expect(readDataFiles(pipe)).rejects.toThrow(/pipe\.yaml: is no plain file/);
  await expect(readDataFiles("/dev/zero")).rejects.toThrow(/is no plain file/);
});
