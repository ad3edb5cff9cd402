import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFireworksLocal } from "fireworks-local";
import { expect, inject, test } from "vitest";

const COMMAND = join(inject("consumerFolder"), "node_modules/fireworks-local/dist/cli/main.js");

const PATIENTLY = { timeout: 15_000 };

function run(...args: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [COMMAND, ...args]);
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
  const server = createFireworksLocal();
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
  const probe = createFireworksLocal();
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

test("a plan with a mistake is named with its line before anything listens", async () => {
  const plan = join(tmpdir(), `fireworks-local-plan-${process.pid}.yaml`);
  writeFileSync(plan, "- fault:\n    statsu: 500\n");
  const { code, out, err } = await finished(run("--port", "0", "--faults", plan));
  rmSync(plan);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/plan-\d+\.yaml:2/);
});

test("a script with a mistake is named with its line before anything listens", async () => {
  const file = join(tmpdir(), `fireworks-local-scripts-${process.pid}.yaml`);
  writeFileSync(file, "when: {}\nanswr: scripted\n");
  const { code, err } = await finished(run("--port", "0", "--scripts", file));
  rmSync(file);
  expect(code).toBe(1);
  expect(err).toMatch(/scripts-\d+\.yaml:2: answr: .* did you mean answer\?/);
});
