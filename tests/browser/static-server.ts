import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const TYPES: Record<string, string> = {
  js: "text/javascript",
  html: "text/html",
  map: "application/json",
  css: "text/css",
  png: "image/png",
};

type Body = string | Buffer;

/** Serves what `find` answers for a path, on a free loopback port. */
export async function serveFiles(find: (path: string) => Body | Promise<Body>): Promise<{
  origin: string;
  close: () => Promise<void>;
}> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const type = TYPES[path.split(".").at(-1) ?? ""] ?? "text/html";
    Promise.resolve(find(path)).then(
      (body) => response.writeHead(200, { "content-type": type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, close };
}

/** Serves a folder under a prefix, `/client/` say. */
export const fromFolder = (folder: string, prefix: string) => (path: string) =>
  readFile(`${folder}/${path.slice(prefix.length)}`, "utf8");
