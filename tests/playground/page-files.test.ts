import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const DIST = new URL("../../packages/fireworks-local/dist/", import.meta.url);

const PROGRAM = `
  const { createFireworksLocal } = load;
  const server = createFireworksLocal();
  const page = await (await server.fetch(server.url)).text();
  const names = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name);
  const files = [];
  for (const name of names) {
    const { status, headers } = await server.fetch(new URL(name, server.url));
    files.push([name, status, headers.get("content-type"), headers.get("cache-control")]);
  }
  console.log(JSON.stringify(files));
`;

const IN_BOTH = [
  ["ES modules", `import * as load from ${JSON.stringify(new URL("index.js", DIST).href)};`],
  [
    "CommonJS",
    `import { createRequire } from "node:module";
     const load = createRequire("/")(${JSON.stringify(fileURLToPath(new URL("index.cjs", DIST)))});`,
  ],
] as const;

test.each(IN_BOTH)(
  "the package serves its page and all it loads, to be kept for ever: %s",
  async (_kind, load) => {
    const run = promisify(execFile);
    const program = ["--input-type=module", "--eval", load + PROGRAM];
    const { stdout } = await run(process.execPath, program, { cwd: fileURLToPath(DIST) });
    const files = JSON.parse(stdout) as [string, number, string, string][];
    expect(files.length).toBeGreaterThan(1);
    for (const [name, status, type, cache] of files) {
      expect(name).toMatch(/^\/playground\/[\w.-]+$/);
      expect(status).toBe(200);
      expect(type).toMatch(/^(text\/(javascript|css); charset=utf-8|image\/svg\+xml)$/);
      expect(cache).toBe("public, max-age=31536000, immutable");
    }
  },
);
