import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readCliOptions } from "../../src/cli/cli-options.js";
import { loadFiles } from "../../src/cli/load-files.js";
import { CliUsageError } from "../../src/cli/usage-error.js";
import { FLAGS } from "../../src/cli/flags.js";
import { helpText } from "../../src/cli/help.js";
import { logLine } from "../../src/cli/request-log.js";
import type { RecordedRequest } from "fireworks-local";
import { VERSION } from "../../src/version.js";
import { local, post, streamText } from "../local.js";

const cli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

const PATIENTLY = { timeout: 15_000 };

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
  const child = run("--port", "0", "--key", "fw_cli", "--log", "pretty");
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
  const { baseURL } = JSON.parse(await firstOutput(child)) as { baseURL: string };
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

test("writes JSON lines where nobody watches", async () => {
  const child = run("--port", "0");
  const end = finished(child);
  const banner = JSON.parse(await firstOutput(child)) as Record<string, string>;
  expect(banner).toMatchObject({
    event: "listening",
    notice: expect.stringContaining("not a language model"),
  });
  await fetch(`${banner["baseURL"]}/chat/completions?api_key=fw_secret`, {
    method: "POST",
    headers: { authorization: "Bearer fw_secret", "x-request-id": "r1" },
    body: JSON.stringify({ model: "nope", messages: [], stream: true }),
  });
  child.kill("SIGINT");
  const { code, out } = await end;
  expect(code).toBe(0);
  const line = JSON.parse(out.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
  expect(line).toMatchObject({
    event: "request",
    id: "r1",
    status: 404,
    method: "POST",
    path: "/inference/v1/chat/completions",
    model: "nope",
    stream: true,
  });
  expect(out).not.toContain("fw_secret");
});

test("says nothing when told so", async () => {
  const probe = local();
  const { port } = await probe.listen();
  await probe.close();
  const child = run("--port", String(port), "--log", "none");
  const end = finished(child);
  const health = (): Promise<number> =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(health, PATIENTLY).toBe(200);
  child.kill("SIGTERM");
  expect(await end).toEqual({ code: 0, out: "", err: "" });
});

test("a second signal does not wait for the answers that are open", async () => {
  const child = run("--port", "0", "--log", "json");
  const end = finished(child);
  const { baseURL } = JSON.parse(await firstOutput(child)) as { baseURL: string };
  const socket = await openRequest(baseURL);
  child.kill("SIGTERM");
  // It listens no more once the first signal has arrived.
  await expect.poll(() => fetch(baseURL).catch(() => "closed"), PATIENTLY).toBe("closed");
  child.kill("SIGTERM");
  expect((await end).code).toBe(0);
  socket.destroy();
});

/** A request whose body never comes. */
async function openRequest(baseURL: string): Promise<Socket> {
  const { hostname, port } = new URL(baseURL);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: 9\r\n\r\n{`;
  await new Promise<void>((resolve) => socket.write(head, () => resolve()));
  return socket;
}

test("a command line it cannot read is exit code 2 with a reason", async () => {
  const { code, err } = await finished(run("--log", "loud"));
  expect(code).toBe(2);
  expect(err).toContain("--log must be one of pretty, json, none, not 'loud'");
});

test("an address that is not this machine's is named", async () => {
  const { code, err } = await finished(run("--port", "0", "--host", "192.0.2.1"));
  expect([code, err]).toEqual([
    1,
    expect.stringContaining("192.0.2.1 is no address of this machine"),
  ]);
});

test.each([["--port", "70000"], ["--port", "x"], ["--seed", "1.5"], ["--nope"], ["extra"]])(
  "refuses %s %s",
  (...args) => {
    expect(() => readCliOptions(args.filter((arg) => arg !== undefined))).toThrow(CliUsageError);
  },
);

test.each([
  ["slow", "slow"],
  ["first=400,between=12,jitter=0.3", { firstTokenMs: 400, betweenTokensMs: 12, jitter: 0.3 }],
  ["between=5", { betweenTokensMs: 5 }],
])("--latency %s", (text, latency) => {
  expect(readCliOptions(["--latency", text])).toMatchObject({ options: { latency } });
});

test.each(["fsat", "first=x", "jitter=2", "first=1,,", "constructor", "__proto__=1"])(
  "--latency %s is refused with what can be written",
  (text) => {
    expect(() => readCliOptions(["--latency", text])).toThrow(
      /--latency must be one of none, fast/,
    );
  },
);

test("a plan with a mistake is named with its line before anything listens", async () => {
  const plan = join(tmpdir(), `fireworks-local-plan-${process.pid}.yaml`);
  writeFileSync(plan, "- fault:\n    statsu: 500\n");
  const { code, out, err } = await finished(run("--port", "0", "--faults", plan));
  rmSync(plan);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/plan-\d+\.yaml:2/);
});

test("scripts come from files, and one with a mistake is named with its line", async () => {
  const file = join(tmpdir(), `fireworks-local-scripts-${process.pid}.yaml`);
  writeFileSync(file, "answer: scripted\n");
  const command = readCliOptions(["--scripts", file, "--unscripted", "refuse"]);
  if (command.kind !== "serve") throw new Error("serves");
  expect(command.options.unscripted).toBe("refuse");
  expect(await loadFiles(command.files)).toEqual({
    scripts: [{ name: `${file}:1`, answer: "scripted" }],
  });
  writeFileSync(file, "when: {}\nanswr: scripted\n");
  const { code, err } = await finished(run("--port", "0", "--scripts", file));
  rmSync(file);
  expect(code).toBe(1);
  expect(err).toMatch(/scripts-\d+\.yaml:2: answr: .* did you mean answer\?/);
});

test("reads its options", () => {
  expect(readCliOptions([])).toMatchObject({ kind: "serve", where: { port: 4141 } });
  const args =
    "--port 0 --key a --key b --seed 7 --host localhost --allow-host x --admin-token t --log json";
  expect(readCliOptions(args.split(" "))).toEqual({
    kind: "serve",
    where: { port: 0, host: "localhost" },
    options: {
      apiKeys: ["a", "b"],
      seed: 7,
      lenient: false,
      allowedHosts: ["x"],
      adminToken: "t",
    },
    files: {},
    log: "json",
  });
  expect(readCliOptions(["-h"])).toEqual({ kind: "help" });
});

test("the admin token may come from the environment, where no process list shows it", () => {
  expect(readCliOptions([], { FIREWORKS_LOCAL_ADMIN_TOKEN: "t" })).toMatchObject({
    options: { adminToken: "t" },
  });
  expect(readCliOptions([], { FIREWORKS_LOCAL_ADMIN_TOKEN: "" })).toMatchObject({
    options: { adminToken: undefined },
  });
});

test("the help names every flag", () => {
  for (const name of Object.keys(FLAGS)) expect(helpText()).toContain(`--${name}`);
});

test("a log line is coloured for a terminal and cannot steer it", async () => {
  const server = local();
  await (await post(server, { model: "m\u001B[2J", stream: true })).text();
  const refused = { ...server.requests[0], at: 0 } as RecordedRequest;
  expect(logLine(refused, 3.4, false)).toBe(
    "00:00:00 404 POST /inference/v1/chat/completions m?[2J (stream) 3 ms\n" +
      "         Model not found, inaccessible, and/or not deployed",
  );
  expect(logLine(refused, 3.4, true)).toContain("\u001B[33m404\u001B[0m");
});

test("a log line says what was done to an answer, and how it ended", async () => {
  const server = local({ faults: [{ fault: { cutAfterEvents: 1 } }] });
  await streamText(server, {});
  expect(logLine(server.requests[0] as RecordedRequest, 3.4, false)).toMatch(
    / 200 POST \S+ \S+ \(stream\) 3 ms fault cut-off$/,
  );
});

test("the version is that of the package", () => {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  expect((JSON.parse(manifest) as { version: string }).version).toBe(VERSION);
});
