import { expect, test, vi } from "vitest";
import { readCliOptions } from "../../src/cli/cli-options.js";
import type { ReplayOptions } from "../../src/cassettes/options.js";

const optionsOf = (args: string[], env: Record<string, string> = {}) => {
  const command = readCliOptions(args, env);
  return command.kind === "serve" ? command.options : undefined;
};

test("an upstream has its key from the flag or the environment, and a map of models", () => {
  const args = [
    "--upstream",
    "http://127.0.0.1:8000/v1",
    "--model-map",
    "accounts/a/models/b=qwen3:4b",
  ];
  const upstream = {
    url: "http://127.0.0.1:8000/v1",
    models: { "accounts/a/models/b": "qwen3:4b" },
  };
  expect(optionsOf(args)).toMatchObject({ upstream });
  expect(optionsOf(args, { FIREWORKS_LOCAL_UPSTREAM_KEY: "k" })).toMatchObject({
    upstream: { apiKey: "k" },
  });
  expect(
    optionsOf([...args, "--upstream-key", "f"], { FIREWORKS_LOCAL_UPSTREAM_KEY: "k" }),
  ).toMatchObject({
    upstream: { apiKey: "f" },
  });
});

test("recordings are written with what is to be left out", () => {
  const args = [
    "--upstream",
    "http://h",
    "--record",
    "tapes",
    "--redact",
    "user",
    "--redact",
    "/a/i",
    "--record-missing",
  ];
  expect(optionsOf(args)?.record).toEqual({
    dir: "tapes",
    missingOnly: true,
    redact: ["user", "/a/i"],
  });
});

test("a replay tells stderr what it misses", () => {
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const replay = optionsOf(["--replay", "tapes", "--replay-timing"])?.replay as ReplayOptions;
  expect(replay).toMatchObject({ dir: "tapes", timing: "recorded" });
  replay.onMiss?.("No recording");
  expect(written).toHaveBeenCalledWith("No recording\n");
  written.mockRestore();
});

test.each([
  [["--record", "tapes"], "--record needs --upstream beside it."],
  [["--upstream", "http://h", "--redact", "user"], "--redact needs --record beside it."],
  [["--replay", "tapes", "--upstream", "http://h"], "--replay never goes to the network"],
  [["--upstream", "http://h", "--model-map", "a"], "--model-map must be ID=NAME, not 'a'."],
])("%j is refused", (args, message) => {
  expect(() => readCliOptions(args)).toThrow(message);
});
