import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { CliUsageError, readCliOptions } from "../../src/cli/cli-options.js";
import { logLine } from "../../src/cli/request-log.js";
import { VERSION } from "../../src/version.js";
import { local } from "../local.js";

const cli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

function run(...args: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ["--import", "tsx", cli, ...args]);
}

/** All output, and the exit code. */
function finished(
  child: ChildProcessWithoutNullStreams,
): Promise<{ code: number | null; out: string; err: string }> {
  let out = "";
  let err = "";
  child.stdout.on("data", (data: Buffer) => (out += data.toString()));
  child.stderr.on("data", (data: Buffer) => (err += data.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

function firstOutput(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve) =>
    child.stdout.once("data", (data: Buffer) => resolve(data.toString())),
  );
}

test("serves, logs a plain line a request and exits cleanly on SIGTERM", async () => {
  const child = run("--port", "0", "--key", "fw_cli");
  const end = finished(child);
  const banner = await firstOutput(child);
  expect(banner).toMatch(/listens on http:\/\/127\.0\.0\.1:\d+\/inference\/v1/);
  expect(banner).toContain("not a language model");
  const baseURL = /http:\S+/.exec(banner)?.[0] ?? "";
  const response = await fetch(`${baseURL}/models`, {
    headers: { authorization: "Bearer fw_cli" },
  });
  expect(response.status).toBe(200);
  child.kill("SIGTERM");
  const { code, out } = await end;
  expect(code).toBe(0);
  expect(out).toMatch(/\d\d:\d\d:\d\d 200 GET \/inference\/v1\/models \d+ ms\n/);
  expect(out).not.toContain("fw_cli");
});

test("goes on serving when the reader of its output leaves", async () => {
  const child = run("--port", "0");
  const end = finished(child);
  const baseURL = /http:\S+/.exec(await firstOutput(child))?.[0] ?? "";
  child.stdout.destroy();
  const headers = { authorization: "Bearer any" };
  for (let request = 0; request < 3; request += 1)
    expect((await fetch(`${baseURL}/models`, { headers })).status).toBe(200);
  child.kill("SIGTERM");
  expect(await end).toMatchObject({ code: 0, err: "" });
});

test("says which port is taken", async () => {
  const server = local();
  const { port } = await server.listen();
  const { code, err } = await finished(run("--port", String(port)));
  expect([code, err]).toEqual([1, expect.stringContaining(`port ${port} is already in use`)]);
  await server.close();
});

test("a command line it cannot read is exit code 2 with a reason", async () => {
  const { code, err } = await finished(run("--host", "0.0.0.0"));
  expect(code).toBe(2);
  expect(err).toContain("listens on 127.0.0.1 only");
});

test.each([["--port", "70000"], ["--port", "x"], ["--seed", "1.5"], ["--nope"], ["extra"]])(
  "refuses %s %s",
  (...args) => {
    expect(() => readCliOptions(args.filter((arg) => arg !== undefined))).toThrow(CliUsageError);
  },
);

test("reads its options", () => {
  expect(readCliOptions([])).toEqual({ kind: "serve", port: 4141 });
  expect(
    readCliOptions([
      "--port",
      "0",
      "--key",
      "a",
      "--key",
      "b",
      "--seed",
      "7",
      "--host",
      "localhost",
    ]),
  ).toEqual({ kind: "serve", port: 0, apiKeys: ["a", "b"], seed: 7 });
  expect(readCliOptions(["-h"])).toEqual({ kind: "help" });
});

test("a log line is coloured for a terminal and cannot steer it", () => {
  const request = {
    id: "1",
    method: "POST",
    path: "/x",
    headers: {},
    body: { model: "m\u001B[2J", stream: true },
    status: 503,
    at: 0,
  };
  expect(logLine(request, 3.4, false)).toBe("00:00:00 503 POST /x m?[2J (stream) 3 ms");
  expect(logLine(request, 3.4, true)).toContain("\u001B[31m503\u001B[0m");
});

test("the version is that of the package", () => {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  expect((JSON.parse(manifest) as { version: string }).version).toBe(VERSION);
});
