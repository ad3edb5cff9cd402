import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * Writes a text as it comes: to a stream, or to a file, which appears when all of it is there. A process that is
 * killed meanwhile leaves the old file.
 */
export async function writeText(
  lines: AsyncIterable<string> | Iterable<string>,
  out: string | NodeJS.WritableStream,
  signal?: AbortSignal,
): Promise<void> {
  if (typeof out !== "string") {
    await pipeline(Readable.from(lines), out, { signal, end: false });
    return;
  }
  const draft = `${out}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    await pipeline(Readable.from(lines), createWriteStream(draft), { signal });
    await rename(draft, out);
  } finally {
    await rm(draft, { force: true });
  }
}
