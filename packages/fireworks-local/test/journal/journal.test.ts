import { expect, test, vi } from "vitest";
import { JournalAssertionError } from "fireworks-local";
import { LLAMA, local, post, tool } from "../local.js";

const multiply = tool("multiply", "Multiplies", { a: { type: "number" } });

async function twoTurns() {
  const server = local();
  await post(server, {
    messages: [
      { role: "system", content: "You are kind." },
      { role: "user", content: "What is 3 * 12?" },
    ],
    tools: [multiply],
    temperature: 0,
  });
  await post(server, { messages: [{ role: "user", content: "Thanks" }], stream: true });
  return server;
}

function failureOf(run: () => unknown): JournalAssertionError {
  try {
    run();
  } catch (error) {
    return error as JournalAssertionError;
  }
  throw new Error("nothing was thrown");
}

test.each([
  ["/chat/completions", 2],
  [/completions$/, 2],
  [{ method: "GET" }, 0],
  [{ model: LLAMA }, 2],
  [{ model: /qwen/ }, 0],
  [{ system: "kind" }, 1],
  [{ user: /3 \* \d+/g }, 1],
  [{ tools: ["multiply"] }, 1],
  [{ tools: ["multiply", "add"] }, 0],
  [{ stream: true }, 1],
  [{ body: { temperature: 0 } }, 1],
  [{ body: { messages: [{ role: "user", content: /^Tha/ }] } }, 1],
  [{ body: { tools: undefined } }, 1],
  [{ body: { temperature: (value: unknown) => typeof value === "number" } }, 1],
  [{ headers: { "content-type": /json/ } }, 2],
  [{ status: 200, user: "Thanks" }, 1],
  [{ method: "post", tools: "multiply" }, 1],
  [{ headers: { "Content-Type": /json/ } }, 2],
  [{ user: { a: 1 } } as never, 0],
])("calls(%j) finds %i", async (looked, count) => {
  const server = await twoTurns();
  expect(server.journal.calls(looked)).toHaveLength(count);
});

test("last, messages and toolsOffered read the latest request", async () => {
  const { journal } = await twoTurns();
  expect(journal.last().body).toMatchObject({ stream: true });
  expect(journal.messages()).toEqual([{ role: "user", content: "Thanks" }]);
  expect(journal.toolsOffered()).toEqual([]);
  expect(journal.toolsOffered({ system: "kind" })).toEqual(["multiply"]);
});

test("a missing request is told with the nearest one and what differs", async () => {
  const { journal } = await twoTurns();
  const error = failureOf(() => journal.assertSent({ tools: ["add"], system: /kind/ }));
  expect(error).toBeInstanceOf(JournalAssertionError);
  expect(error).toMatchObject({
    name: "AssertionError",
    code: "ERR_ASSERTION",
    expected: { tools: ["add"] },
    actual: { tools: ["multiply"] },
  });
  expect(error.message).toContain('No request was like {"tools":["add"],"system":"/kind/"}.');
  expect(error.message).toContain('expected {"tools":["add"]}, was {"tools":["multiply"]}');
  expect(error.message).toMatch(/#2 POST \/inference\/v1\/chat\/completions \(stream\).*"Thanks"/);
});

test("of a body only what was asked for is compared in the difference", async () => {
  const { journal } = await twoTurns();
  const error = failureOf(() => journal.assertSent({ body: { temperature: 1 }, user: "3 * 12" }));
  expect(error).toMatchObject({
    expected: { body: { temperature: 1 } },
    actual: { body: { temperature: 0 } },
  });
});

test("times is exact, and assertNotSent wants none", async () => {
  const { journal } = await twoTurns();
  expect(journal.assertSent("/chat/completions", { times: 2 })).toHaveLength(2);
  expect(failureOf(() => journal.assertSent("/chat/completions", { times: 3 }))).toMatchObject({
    expected: 3,
    actual: 2,
  });
  journal.assertNotSent({ user: "Bye" });
  expect(failureOf(() => journal.assertNotSent({ user: "Thanks" })).message).toContain("Thanks");
});

test("an empty journal says that nothing arrived", () => {
  const { journal } = local();
  expect(failureOf(() => journal.last()).message).toContain("Nothing arrived.");
  expect(failureOf(() => journal.assertSent("/embeddings")).message).toContain("Nothing arrived.");
});

test("a misspelt condition is refused by name", () => {
  const { journal } = local();
  expect(() => journal.calls({ usr: "x" } as object)).toThrow(/"usr".*It knows path, method/);
});

test.each([
  [undefined, undefined, /not for undefined/],
  [3, undefined, /not for 3/],
  [{ user: undefined }, undefined, /cannot look for "user": it is undefined/],
  ["/chat/completions", { time: 2 }, /takes \{ times \} here, not "time"/],
  ["/chat/completions", 2, /takes \{ times \} here, not 2/],
  ["/chat/completions", { times: "2" }, /"times" must be a whole number from 0, not "2"/],
])("assertSent(%j, %j) asks for nothing and does not pass", async (looked, options, message) => {
  const { journal } = await twoTurns();
  const run = (): unknown => journal.assertSent(looked as never, options as never);
  expect(run).toThrow(TypeError);
  expect(run).toThrow(message);
});

test("refusals are named with their texts; faults of the plan are none", async () => {
  const server = local({ faults: [{ fault: { status: 429 }, times: 1 }] });
  await (await post(server, {})).text();
  server.journal.assertNoRefusals();
  await (await post(server, { foo: 1 })).text();
  const error = failureOf(() => server.journal.assertNoRefusals());
  expect(error.message).toMatch(/refused 1 of 2 requests:\n {2}#2 POST .*Extra inputs/);
  expect(error.actual).toEqual([
    { status: 400, message: expect.stringContaining("Extra inputs are not permitted") as string },
  ]);
  expect(server.journal.refusals()[0]?.request).toBe(server.requests[1]);
});

test("waitFor resolves as requests arrive, and by what is said and answered", async () => {
  const server = local();
  const { journal } = server;
  const second = journal.waitFor(2);
  const thanked = journal.waitFor({ user: "Thanks", end: "complete" });
  await (await post(server, {})).text();
  await (await post(server, { messages: [{ role: "user", content: "Thanks" }] })).text();
  expect(await second).toHaveLength(2);
  expect(await thanked).toEqual([server.requests[1]]);
  expect(await journal.waitFor("/chat/completions", { times: 2 })).toHaveLength(2);
});

test("waitFor gives up with what arrived", async () => {
  vi.useFakeTimers();
  const { journal } = local();
  const failed = journal.waitFor({ user: "x" }).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await failed).toBe(
    'Waited 5000 ms for 1 request like {"user":"x"}, but there were 0.\nNothing arrived.',
  );
  vi.useRealTimers();
});

test("bodies of any shape are looked through without harm", async () => {
  const server = local();
  for (const body of [
    "",
    "[]",
    "7",
    '{"messages":7,"tools":{}}',
    '{"messages":[null,{"content":7}]}',
  ])
    await post(server, {}, { body });
  expect(server.journal.calls({ user: "x", system: "y", tools: ["z"] })).toEqual([]);
  expect(server.journal.toString().split("\n")).toHaveLength(5);
  expect(server.journal.toolsOffered()).toEqual([]);
});

test("a fault that no request met is named", async () => {
  const match = { model: "never-asked" };
  const server = local({
    faults: [
      { fault: { status: 429 }, times: 2 },
      { match, fault: { status: 503 } },
    ],
  });
  await post(server, {});
  const error = failureOf(() => server.assertFaultsUsed());
  expect(error.message).toContain('{"match":{"model":"never-asked"},"fault":{"status":503}}');
  expect(error.actual).toEqual([{ match, fault: { status: 503 } }]);
  server.reset({ faults: [{ fault: { status: 429 } }] });
  await post(server, {});
  expect(() => server.assertFaultsUsed()).not.toThrow();
});
