import { expect, test } from "vitest";
import type { ChatCompletionChunk } from "fireworks-client/wire";
import { rawServer } from "../raw-server.js";
import { chunk, collect, HELLO, openStream, partialText, ROLE, STOP } from "../samples.js";

const WORLD = chunk({ content: " world" });

test("gives what one read of the network brought, without a promise, then undefined", async () => {
  let more = (): void => undefined;
  const server = await rawServer((reply) => {
    reply.startStream().events(ROLE, HELLO, WORLD);
    more = () => reply.events(STOP, "[DONE]").endStream();
  });
  const stream = await openStream(server.baseURL);
  const steps = stream[Symbol.asyncIterator]();
  expect((await steps.next()).value).toEqual(ROLE);
  expect([stream.buffered(), stream.buffered(), stream.buffered()]).toEqual([
    HELLO,
    WORLD,
    undefined,
  ]);
  more();
  expect((await steps.next()).value).toEqual(STOP);
  expect(stream.buffered()).toBeUndefined();
  expect((await steps.next()).done).toBe(true);
});

test("a stream read both ways gives every chunk once, in order, and counts all as received", async () => {
  const server = await rawServer((reply) => {
    reply.startStream().events(ROLE, HELLO, WORLD).events(STOP, "[DONE]").endStream();
  });
  const stream = await openStream(server.baseURL);
  const seen: ChatCompletionChunk[] = [];
  for await (const first of stream) {
    seen.push(first);
    for (let next = stream.buffered(); next !== undefined; next = stream.buffered()) {
      seen.push(next);
    }
  }
  expect(seen).toEqual([ROLE, HELLO, WORLD, STOP]);
  expect(stream.received().choices[0]?.message.content).toBe("Hello world");
});

test("throws the error that stands in a chunk's place, with what had arrived, and once", async () => {
  const server = await rawServer((reply) => {
    reply.startStream().events(ROLE, HELLO, { error: { message: "broken" } }, STOP);
  });
  const stream = await openStream(server.baseURL);
  expect([stream.buffered(), stream.buffered()]).toEqual([ROLE, HELLO]);
  let error: unknown;
  try {
    stream.buffered();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ name: "FireworksStreamError", reason: "sent-inside" });
  expect(partialText(error)).toBe("Hello");
  expect(stream.buffered()).toBeUndefined();
  expect(await collect(stream)).toEqual([]);
  await server.allClosed();
});

test("takes nothing from reads that wait already, nor from a cancelled stream", async () => {
  let more = (): void => undefined;
  const server = await rawServer((reply) => {
    reply.startStream().events(ROLE);
    more = () => reply.events(HELLO, WORLD, STOP);
  });
  const stream = await openStream(server.baseURL);
  const steps = stream[Symbol.asyncIterator]();
  await steps.next();
  const [second, third] = [steps.next(), steps.next()];
  const taken = second.then(() => stream.buffered());
  more();
  expect(await taken).toBeUndefined();
  expect((await third).value).toEqual(WORLD);
  await stream.cancel();
  expect(stream.buffered()).toBeUndefined();
});
