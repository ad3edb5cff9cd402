import type { Dirent } from "node:fs";
import { DataFileError } from "./data-file-error.js";

/** A text from the disk, and its path as it was given: below a folder with `/`. */
export interface DataFile {
  name: string;
  text: string;
}

const ENDINGS = /\.(?:ya?ml|json)$/i;
/** How much may be read. */
export interface FileLimits {
  /** Of one file. */
  maxBytes: number;
  maxFiles: number;
}

const DEFAULT_LIMITS: FileLimits = { maxBytes: 1024 * 1024, maxFiles: 1_000 };

/** A folder with more is not one of scripts, but somebody's disk. */
const MAX_ENTRIES = 20_000;

/**
 * The file, or all `*.yaml`, `*.yml` and `*.json` files of a folder and the folders in it, by name.
 * What begins with a dot and `node_modules` is passed over. Throws {@link DataFileError} for what is
 * missing, too large, no UTF-8, no plain file, or a link that leads out of the folder.
 */
export async function readDataFiles(
  path: string,
  limits: FileLimits = DEFAULT_LIMITS,
): Promise<DataFile[]> {
  const { maxBytes, maxFiles } = limits;
  const { stat } = await import("node:fs/promises");
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new DataFileError([
      `${path}: ${error.code === "ENOENT" ? "is not there" : error.message}`,
    ]);
  });
  if (!found.isDirectory()) return [{ name: path, text: await readText(path, path, maxBytes) }];
  const names = await namesIn(path);
  if (names.length > maxFiles)
    throw new DataFileError([`${path}: holds more than ${maxFiles} files`]);
  return Promise.all(names.map((name) => readInside(path, name, maxBytes)));
}

async function namesIn(folder: string): Promise<string[]> {
  const { readdir } = await import("node:fs/promises");
  const names: string[] = [];
  const waiting = [""];
  let seen = 0;
  for (let below = waiting.shift(); below !== undefined; below = waiting.shift()) {
    const entries: Dirent[] = await readdir(`${folder}/${below}`, { withFileTypes: true });
    seen += entries.length;
    if (seen > MAX_ENTRIES)
      throw new DataFileError([`${folder}: holds more than ${MAX_ENTRIES} entries`]);
    for (const entry of entries) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      // A linked folder is not gone into: it may lead out, or round in a circle.
      if (entry.isDirectory()) waiting.push(`${below}${entry.name}/`);
      else if (ENDINGS.test(entry.name)) names.push(below + entry.name);
    }
  }
  return names.toSorted();
}

async function readInside(folder: string, name: string, maxBytes: number): Promise<DataFile> {
  const { realpath } = await import("node:fs/promises");
  const { relative, isAbsolute } = await import("node:path");
  const path = `${folder.replace(/[/\\]$/, "")}/${name}`;
  const [root, real] = await Promise.all([realpath(folder), realpath(path)]).catch(() => {
    throw new DataFileError([`${path}: is a link to a file that is not there`]);
  });
  const inner = relative(root, real);
  if (inner.startsWith("..") || isAbsolute(inner))
    throw new DataFileError([`${path}: is a link that leads out of ${folder}`]);
  return { name: path, text: await readText(real, path, maxBytes) };
}

/** Reads no more than the limit, whatever the file's size is said to be. */
async function readText(path: string, name: string, maxBytes: number): Promise<string> {
  const { open, stat } = await import("node:fs/promises");
  // Before it is opened: opening a pipe waits for whoever writes into it.
  const found = await stat(path);
  if (!found.isFile()) throw new DataFileError([`${name}: is no plain file`]);
  const most = Math.min(found.size, maxBytes);
  const file = await open(path);
  try {
    const bytes = new Uint8Array(most + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = (await file.read(bytes, length, bytes.length - length)).bytesRead;
    if (length > most) throw new DataFileError([`${name}: is larger than ${maxBytes} bytes`]);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length));
  } catch (error) {
    if (error instanceof DataFileError) throw error;
    throw new DataFileError([`${name}: is no UTF-8 text`]);
  } finally {
    await file.close();
  }
}
