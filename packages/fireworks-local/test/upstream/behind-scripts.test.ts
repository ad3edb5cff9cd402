import { afterEach, expect, test, vi } from "vitest";
import { ask, local, post, refusal, streamText } from "../local.js";
import { tapeFolder, tapesIn } from "../cassettes/tapes.js";
import { DONE, event, type FakeEngine, json, startEngine, stream } from "./fake-engine.js";

const ANSWER = {
  choices: [{ message: { role: "assistant", content: "From the engine" }, finish_reason: "stop" }],
  usage: { prompt_tokens: 1, completion_tokens: 3, total_tokens: 4 },
};

const user = (content: string): object => ({ messages: [{ role: "user", content }] });

const scripts = [{ when: { user: "weather" }, answer: "From the script" }];

let engine: FakeEngine;
afterEach(() => engine.stop());

test("a script answers before the engine, and the engine what no script answers", async () => {
  engine = await startEngine(json(ANSWER));
  const server = local({ upstream: engine.url, scripts });
  const said = async (content: string): Promise<unknown> =>
    (await ask(server, user(content))).choices[0]?.message.content;
  expect(await said("the weather?")).toBe("From the script");
  expect(await said("something else?")).toBe("From the engine");
  expect(engine.requests).toHaveLength(1);
});

test("a script that says an error is heard, too", async () => {
  engine = await startEngine(json(ANSWER));
  const failing = [{ answer: { error: { status: 429, message: "Slow down" } } }];
  const [status] = await refusal(local({ upstream: engine.url, scripts: failing }), {});
  expect([status, engine.requests.length]).toEqual([429, 0]);
});

test("the built-in scripts leave the engine its own answers", async () => {
  engine = await startEngine(json(ANSWER));
  const messages = [
    { role: "system", content: "You translates English to French" },
    { role: "user", content: "I love programming." },
  ];
  await ask(local({ upstream: engine.url, scripts }), { messages });
  expect(engine.requests).toHaveLength(1);
});

test("a script of one test answers before recordings, and is not recorded", async () => {
  engine = await startEngine(json(ANSWER));
  const dir = await tapeFolder();
  const recording = local({ upstream: engine.url, record: dir, scripts });
  await (await post(recording, user("the weather?"))).text();
  await (await post(recording, user("something else?"))).text();
  expect(Object.keys(await tapesIn(dir))).toHaveLength(1);
  const replay = local({ replay: dir, scripts });
  expect(await (await post(replay, user("the weather?"))).text()).toContain("From the script");
  expect(await (await post(replay, user("something else?"))).text()).toContain("From the engine");
});

const piece = (delta: object, reason: string | null = null): string =>
  event({ choices: [{ index: 0, delta, finish_reason: reason }] });

/** The waits that were asked for while an answer was read. */
async function waits(answer: () => Promise<unknown>): Promise<number[]> {
  const timer = vi.spyOn(globalThis, "setTimeout");
  try {
    await answer();
    return timer.mock.calls.flatMap(([, ms]) => (ms !== undefined && ms > 1 ? [ms] : []));
  } finally {
    timer.mockRestore();
  }
}

test("latency slows what an engine and a recording answer", async () => {
  engine = await startEngine((response, request) =>
    request.body["stream"] === true
      ? stream(
          piece({ content: "a" }) + piece({ content: "b" }),
          piece({}, "stop"),
          DONE,
        )(response, request)
      : json(ANSWER)(response, request),
  );
  const dir = await tapeFolder();
  const recording = local({ upstream: engine.url, record: dir });
  await streamText(recording, {});
  await ask(recording, {});
  const replay = local({ replay: dir, latency: { firstTokenMs: 12, betweenTokensMs: 4 } });
  // Role and first text at once, then "b" and the end; whole, as long as a stream of three tokens.
  expect(await waits(() => streamText(replay, {}))).toEqual([12, 4, 4]);
  expect(await waits(() => ask(replay, {}))).toEqual([20]);
});
