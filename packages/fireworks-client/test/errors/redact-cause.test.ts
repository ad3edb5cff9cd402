import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { redactCause } from "../../src/errors/redact-cause.js";
import { rawServer } from "../raw-server.js";
import { client, failureOf, KEY, REQUEST } from "../samples.js";

const SECRET = "s3cret";

/** Everything that printing an error can show. */
const shown = (value: unknown): string =>
  inspect(value, { depth: 20, showHidden: true }) + JSON.stringify(value);

test("A21: nothing but name, message, stack, code and the system's fields is kept", () => {
  const error = Object.assign(new TypeError(`sent ${SECRET}`), {
    code: "ECONNREFUSED",
    errno: -111,
    syscall: "connect",
    address: "127.0.0.1",
    port: 9,
    data: Buffer.from(SECRET),
    request: { headers: { authorization: SECRET } },
    [SECRET]: SECRET,
  });
  const clean = redactCause(error, [SECRET]);
  expect(clean).toMatchObject({
    name: "TypeError",
    message: "sent [redacted]",
    code: "ECONNREFUSED",
    errno: -111,
    syscall: "connect",
    address: "127.0.0.1",
    port: 9,
  });
  expect(clean?.stack).toContain("redact-cause.test.ts");
  expect(Object.keys(clean ?? {})).toEqual(["code", "errno", "syscall", "address", "port"]);
  expect(shown(clean)).not.toContain(SECRET);
});

test("A21: an error without a secret in its text is rebuilt too", () => {
  const error = Object.assign(new Error("reset"), { init: { body: "a prompt" } });
  const clean = redactCause(error, []);
  expect(clean).not.toBe(error);
  expect(clean?.message).toBe("reset");
  expect(shown(clean)).not.toContain("a prompt");
});

test("A21: causes and the errors of an AggregateError are rebuilt, in a bounded way", () => {
  const leak = Object.assign(new Error(SECRET), { request: SECRET });
  const many = new AggregateError([leak, SECRET, { headers: SECRET }], `all of ${SECRET}`);
  const clean = redactCause(new Error("outer", { cause: many }), [SECRET]);
  expect(clean?.cause).toBeInstanceOf(AggregateError);
  const { errors, message } = Reflect.get(clean as Error, "cause") as AggregateError;
  expect(message).toBe("all of [redacted]");
  expect(errors.map((one: Error) => one.message)).toEqual([
    "[redacted]",
    "[redacted]",
    "a thrown object",
  ]);
  expect(shown(clean)).not.toContain(SECRET);
  const cyclic = new AggregateError([], "loop");
  cyclic.cause = cyclic;
  cyclic.errors = Array.from({ length: 50 }, () => cyclic);
  expect(redactCause(cyclic, [])).toBeInstanceOf(AggregateError);
});

test.each<[unknown, string]>([
  [`text with ${SECRET}`, "text with [redacted]"],
  [{ message: `said ${SECRET}`, headers: SECRET }, "said [redacted]"],
  [{ authorization: SECRET }, "a thrown object"],
  [42, "42"],
  [null, "null"],
  [() => SECRET, "a thrown function"],
  [`${"x".repeat(196)}${SECRET}`, `${"x".repeat(196)}[red`],
])("A21: %o, which is not an error, becomes one with a short text", (thrown, message) => {
  const clean = redactCause(thrown, [SECRET]);
  expect(clean).toBeInstanceOf(Error);
  expect(clean?.message).toBe(message);
  expect(shown(clean)).not.toContain(SECRET);
});

test("errors that hold each other are read once each, not in every order", () => {
  let reads = 0;
  const counted = Array.from({ length: 8 }, () => new AggregateError([]));
  for (const error of counted) {
    error.errors = counted;
    Object.defineProperty(error, "message", { get: () => `read ${(reads += 1)}` });
  }
  expect(redactCause(counted[0], [])).toBeInstanceOf(AggregateError);
  expect(reads).toBeLessThan(100);
});

test("of very many errors behind each other the first few dozen are kept", () => {
  const tree = (depth: number): Error =>
    new AggregateError(depth === 0 ? [] : Array.from({ length: 8 }, () => tree(depth - 1)));
  const count = (error: Error): number =>
    (error as AggregateError).errors.reduce<number>((sum, one: Error) => sum + count(one), 1);
  expect(count(redactCause(tree(3), []) as Error)).toBe(32);
});

test("an object keeps the system's code, by which a connection error is named", () => {
  const clean = redactCause({ code: "ECONNREFUSED", port: 9, errno: { SECRET } }, [SECRET]);
  expect(clean).toMatchObject({ code: "ECONNREFUSED", port: 9 });
  expect(clean).not.toHaveProperty("errno");
});

test("no cause stays none, and one that cannot be read is no failure", () => {
  expect(redactCause(undefined, [])).toBeUndefined();
  const hostile = Object.defineProperty(new Error("x"), "message", {
    get: () => {
      throw new Error("mine");
    },
  });
  expect(redactCause(hostile, [])?.message).toContain("cannot be read");
});

test("an error of another realm is an error", () => {
  const foreign: unknown = runInNewContext('Object.assign(new TypeError("far"), { code: "EX" })');
  expect(redactCause(foreign, [])).toMatchObject({ name: "TypeError", message: "far", code: "EX" });
});

const KEY_LEAKS: [string, (init: RequestInit) => unknown][] = [
  ["an own property", (init) => Object.assign(new Error("failed"), { request: init })],
  ["raw bytes", () => Object.assign(new Error("failed"), { data: Buffer.from(`key: ${KEY}`) })],
  ["a plain object", (init) => ({ message: "failed", init })],
  ["an AggregateError", () => new AggregateError([new Error(`sent ${KEY}`)], "failed")],
  ["a nested cause", () => new TypeError("fetch failed", { cause: { authorization: KEY } })],
];

test.each(KEY_LEAKS)(
  "A21: a fetch that rejects with the key in %s leaks nothing",
  async (_, leak) => {
    const leaky: typeof fetch = (_input, init) =>
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- that is the case
      Promise.reject(leak({ ...init, headers: Object.fromEntries(init?.headers as Headers) }));
    const { completions } = client("http://localhost/v1", { fetch: leaky, maxRetries: 0 }).chat;
    const error = await failureOf(completions.create(REQUEST));
    expect(error).toMatchObject({ name: "FireworksConnectionError" });
    expect(shown(error)).not.toContain(KEY);
    expect(shown(error)).not.toContain([...Buffer.from(KEY)].slice(0, 8).join(", "));
    expect(shown(error)).not.toContain(Buffer.from(KEY).toString("hex").match(/../g)?.join(" "));
  },
);

test("A21: nor does an answer that is not HTTP, whose bytes undici keeps", async () => {
  const server = await rawServer((reply, { headers }) =>
    reply.raw(`HTTP/1.1 200 OK\r\n${headers.authorization}\r\n\r\n`),
  );
  const error = await failureOf(
    client(server.baseURL, { maxRetries: 0 }).chat.completions.create(REQUEST),
  );
  expect(error).toMatchObject({ name: "FireworksConnectionError" });
  expect((error as Error).cause).toMatchObject({ cause: { name: "HTTPParserError" } });
  expect(shown(error)).not.toContain(KEY);
  expect(shown(error)).not.toContain("data:");
});

test.each(KEY_LEAKS)("A21: nor does a body that breaks with the key in %s", async (_, leak) => {
  const headers = { authorization: KEY };
  const body = new ReadableStream({ pull: (controller) => controller.error(leak({ headers })) });
  const broken = client("http://localhost/v1", {
    fetch: async () => new Response(body),
    maxRetries: 0,
  });
  const error = await failureOf(broken.chat.completions.create(REQUEST));
  expect(error).toMatchObject({ name: "FireworksConnectionError" });
  expect(shown(error)).not.toContain(KEY);
  expect(shown(error)).not.toContain(Buffer.from(KEY).toString("hex").match(/../g)?.join(" "));
});
