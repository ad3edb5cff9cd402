import { expect, test } from "vitest";
import type { FireworksLocal } from "fireworks-local";
import { LLAMA, local, post } from "./local.js";

const call = ({ baseURL }: FireworksLocal, init: RequestInit = {}): Promise<Response> =>
  fetch(`${baseURL}/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer k" },
    body: JSON.stringify({
      model: LLAMA,
      messages: [{ role: "user", content: "x" }],
      stream: true,
    }),
    ...init,
  });

test("listens on a free loopback port, once", async () => {
  const server = local();
  expect(server.url).toBe("http://fireworks.local");
  const first = await server.listen();
  expect(await server.listen()).toEqual(first);
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect([server.url, server.baseURL]).toEqual([first.url, `${first.url}/inference/v1`]);
  await server.close();
});

test("takes a port as the environment gives it", async () => {
  const server = local();
  const { port } = await server.listen("0" as never);
  expect(port).toBeGreaterThan(0);
  await server.close();
  await expect(server.listen("http" as never)).rejects.toThrow("options.port");
});

test("a misspelt option is refused by name, wherever it is given", () => {
  const server = local();
  const wrong = { fault: [{ fault: { status: 503 } }] } as object;
  const message = 'no option "fault" here. Did you mean faults?';
  expect(() => local(wrong)).toThrow(message);
  expect(() => server.reset(wrong)).toThrow(message);
  expect(() => server.scope("s", wrong)).toThrow(message);
  expect(() => server.scope("s", { apiKeys: ["k"] } as object)).toThrow('no option "apiKeys" here');
});

test("a scope needs a name that requests can give", () => {
  expect(() => local().scope(undefined as never)).toThrow("must be a text, not undefined");
});

test("answers the same on a port and in process", async () => {
  const server = local();
  await server.listen();
  const overPort = await (await call(server)).text();
  const inProcess = await post(server, {
    messages: [{ role: "user", content: "x" }],
    stream: true,
  });
  expect(await inProcess.text()).toBe(overPort);
  await server.close();
});

test("leaves the process's own Request and Response alone", async () => {
  const before = [globalThis.Request, globalThis.Response];
  const server = local();
  await server.listen();
  expect([globalThis.Request, globalThis.Response]).toEqual(before);
  await server.close();
});

test("a taken port is Node's error, and another can be tried", async () => {
  const first = local();
  const { port } = await first.listen();
  const second = local();
  await expect(second.listen(port)).rejects.toMatchObject({ code: "EADDRINUSE" });
  await second.listen();
  await Promise.all([first.close(), second.close()]);
});

test("close ends streams that are open, on the port and in process, and may be repeated", async () => {
  const server = local({ faults: [{ fault: { stallAfterEvents: 1 } }] });
  await server.listen();
  const bodies = [await call(server), await post(server, { stream: true })].map((one) =>
    one.text(),
  );
  const ends = Promise.allSettled(bodies);
  await server.close();
  await server.close();
  expect((await ends).map((end) => end.status)).toEqual(["rejected", "rejected"]);
});

test("a client that leaves a stream on the port gets its abort, and the server goes on", async () => {
  const server = local({ faults: [{ fault: { stallAfterEvents: 1 }, times: 1 }] });
  await server.listen();
  const leave = new AbortController();
  const response = await call(server, { signal: leave.signal });
  leave.abort();
  await expect(response.text()).rejects.toMatchObject({ name: "AbortError" });
  expect(await (await call(server)).text()).toContain("[DONE]");
  await server.close();
});

test("an aborted signal is honoured before, during and after the answer", async () => {
  const server = local();
  const reason = new Error("no longer needed");
  await expect(post(server, {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const during = new AbortController();
  const answer = post(server, {}, { signal: during.signal });
  during.abort(reason);
  await expect(answer).rejects.toBe(reason);
  const after = new AbortController();
  const response = await post(server, { stream: true }, { signal: after.signal });
  after.abort(reason);
  await expect(response.text()).rejects.toBe(reason);
});

test("two hundred streams at once all come to their end", async () => {
  const server = local();
  await server.listen();
  const texts = await Promise.all(
    Array.from({ length: 200 }, async () => (await call(server)).text()),
  );
  expect(texts.every((text) => text.endsWith("data: [DONE]\n\n"))).toBe(true);
  await server.close();
});

test("is disposed of by closing", async () => {
  const server = local();
  await server.listen();
  await server[Symbol.asyncDispose]();
  await expect(call(server)).rejects.toThrow("fetch failed");
});
