/** A file of the built page, ready to be sent. */
export interface PageFile {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
}

/** By ending. What is not listed is not served. */
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  woff2: "font/woff2",
};

/** A name in the folder itself: nothing that leads out of it, and nothing hidden. */
const FILE_NAME = /^\w[\w.-]*\.(?<ending>[a-z0-9]+)$/;

/** Undefined when there is no such file, or none of a page. Read when it is asked for: a start reads nothing. */
export async function readPageFile(name: string): Promise<PageFile | undefined> {
  const type = TYPES[FILE_NAME.exec(name)?.groups?.["ending"] ?? ""];
  if (type === undefined) return undefined;
  const { readFile } = await import("node:fs/promises");
  const { join } = await import("node:path");
  const bytes = await readFile(join(await pageFolder(), name)).catch(() => undefined);
  return bytes && { bytes: new Uint8Array(bytes), type };
}

/** `dist/playground` of this package, whether this runs from `dist` or from the sources. */
async function pageFolder(): Promise<string> {
  const { existsSync } = await import("node:fs");
  const { dirname, join } = await import("node:path");
  const { fileURLToPath } = await import("node:url");
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder))
    folder = dirname(folder);
  return join(folder, "dist", "playground");
}
