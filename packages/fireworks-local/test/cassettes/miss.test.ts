import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { excerpt, diffLines } from "../../src/cassettes/line-diff.js";
import { local, post, refusal } from "../local.js";
import { json, startEngine } from "../upstream/fake-engine.js";
import { tapeFolder, tapesIn } from "./tapes.js";

const ANSWER = {
  choices: [{ message: { role: "assistant", content: "Four." }, finish_reason: "stop" }],
};

const talk = (...contents: string[]) => ({
  messages: contents.map((content, at) => ({ role: at % 2 === 0 ? "user" : "assistant", content })),
});

async function recorded(dir: string, ...requests: object[]): Promise<void> {
  await using engine = await startEngine(json(ANSWER));
  const server = local({ upstream: engine.url, record: dir });
  for (const request of requests)
    await (await post(server, request as Record<string, unknown>)).text();
}

test("a miss names the nearest recording, shows what differs, says how to record, and is not retried", async () => {
  const dir = await tapeFolder();
  await recorded(
    dir,
    talk("Hello", "Hi", "What is 2 + 2?\nAnswer in one word."),
    talk("Sing a song of sixpence"),
  );
  const onMiss = vi.fn<(text: string) => void>();
  const server = local({ replay: { dir, onMiss } });
  const response = await post(server, talk("Hello", "Hi", "What is 2 + 3?\nAnswer in one word."));
  expect(response.status).toBe(400);
  expect(response.headers.get("x-should-retry")).toBe("false");
  const { error } = (await response.json()) as {
    error: { message: string; code: string; type: string };
  };
  expect([error.code, error.type]).toEqual(["NO_RECORDING", "error"]);
  const lines = error.message.split("\n");
  expect(lines[0]).toBe(
    `No recording in ${dir} fits this request to /chat/completions (recordings there: 2).`,
  );
  expect(lines[1]).toMatch(
    /^Nearest: chat-completions-what-is-2-2-answer-in-one-word-\w{8} \(\d\d % alike\)/,
  );
  expect(lines.slice(2, -1)).toEqual([
    "      role: assistant",
    "    - content: |-",
    "-       What is 2 + 2?",
    "+       What is 2 + 3?",
    "        Answer in one word.",
    "      role: user",
  ]);
  expect(lines.at(-1)).toContain(`--record ${dir} --upstream URL`);
  expect(onMiss).toHaveBeenCalledWith(error.message);
});

test("a miss does not show a key that stands in the request", async () => {
  const dir = await tapeFolder();
  await recorded(dir, talk("Hello"));
  const [, message] = await refusal(
    local({ replay: dir }),
    talk("Use sk-abcdef0123456789abcd now"),
  );
  expect(message).toContain("Use [redacted] now");
});

test("an empty or missing folder is a miss that says so", async () => {
  const dir = await tapeFolder();
  expect((await refusal(local({ replay: dir }), {}))[1]).toContain("recordings there: 0");
  const [status, message] = await refusal(local({ replay: join(dir, "none") }), {});
  expect([status, message]).toEqual([500, expect.stringContaining("none: is not there")]);
});

test("a request that only streams, or does not, is another one", async () => {
  const dir = await tapeFolder();
  await recorded(dir, talk("Hello"));
  const [status, message] = await refusal(local({ replay: dir }), {
    ...talk("Hello"),
    stream: true,
  });
  expect([status, message]).toEqual([400, expect.stringContaining("+ stream: true")]);
});

test("a recording that comes later is found", async () => {
  const [dir, source] = [await tapeFolder(), await tapeFolder()];
  await recorded(source, talk("Hello"));
  const server = local({ replay: dir });
  expect((await post(server, talk("Hello"))).status).toBe(400);
  const [name = ""] = Object.keys(await tapesIn(source));
  await mkdir(join(dir, "deep"));
  await copyFile(join(source, name), join(dir, "deep", name));
  expect((await post(server, talk("Hello"))).status).toBe(200);
});

test("Fireworks' refusals stay, and a model nobody knows is served if it was recorded", async () => {
  const dir = await tapeFolder();
  await recorded(dir, { ...talk("Hello"), model: "qwen3:4b" });
  const server = local({ replay: dir });
  expect((await post(server, { ...talk("Hello"), model: "qwen3:4b" })).status).toBe(200);
  expect((await refusal(server, { ...talk("Hello"), store: true }))[0]).toBe(400);
});

test("a script of many lines shows only what differs", async () => {
  const lines = Array.from({ length: 3_000 }, (_, at) => `line ${at}`);
  const other = lines.map((line, at) => (at === 1_000 || at === 2_000 ? `${line}!` : line));
  expect(excerpt(diffLines(lines, other), 0)).toEqual([
    "- line 1000",
    "+ line 1000!",
    "  …",
    "- line 2000",
    "+ line 2000!",
  ]);
});

test("a file that is no recording fails every request, by its name and line", async () => {
  const dir = await tapeFolder();
  await recorded(dir, talk("Hello"));
  await writeFile(join(dir, "mine.yaml"), "version: 1\nrequest: {}\n");
  const response = await post(local({ replay: dir }), talk("Hello"));
  expect(response.status).toBe(500);
  expect(response.headers.get("x-should-retry")).toBe("false");
  expect(await response.text()).toContain("mine.yaml:2");
});
