import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type LogForm, readCliOptions } from "../../src/cli/cli-options.js";
import { loadFiles } from "../../src/cli/load-files.js";
import { CliUsageError } from "../../src/cli/usage-error.js";
import { FLAGS } from "../../src/cli/flags.js";
import { LOGS } from "../../src/cli/logs.js";
import { helpText } from "../../src/cli/help.js";
import { logLine } from "../../src/cli/request-log.js";
import type { RecordedRequest } from "fireworks-local";
import { VERSION } from "../../src/version.js";
import { local, post, streamText } from "../local.js";

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

test("scripts come from files", async () => {
  const file = join(tmpdir(), `fireworks-local-scripts-${process.pid}.yaml`);
  writeFileSync(file, "answer: scripted\n");
  const command = readCliOptions(["--scripts", file, "--unscripted", "refuse"]);
  if (command.kind !== "serve") throw new Error("serves");
  expect(command.options.unscripted).toBe("refuse");
  expect(await loadFiles(command.files)).toEqual({
    scripts: [{ name: `${file}:1`, answer: "scripted" }],
  });
  rmSync(file);
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

test("the address of the playground stands on a line of its own, and in the log for programs", () => {
  const listening = (form: LogForm, playground: string | undefined): string => {
    let text = "";
    LOGS[form]({ write: (more) => (text += more) }).listening({ baseURL: "B", playground });
    return text;
  };
  expect(listening("pretty", "http://x/")).toContain("\nPlayground  http://x/\n");
  expect(listening("pretty", undefined)).not.toContain("Playground");
  expect(JSON.parse(listening("json", "http://x/"))).toMatchObject({ playground: "http://x/" });
});

test("--no-playground switches it off", () => {
  expect(readCliOptions(["--no-playground"])).toMatchObject({ options: { playground: false } });
  expect(readCliOptions([])).not.toHaveProperty("options.playground");
});
