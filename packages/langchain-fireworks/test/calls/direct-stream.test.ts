import { IterableReadableStream } from "@langchain/core/utils/stream";
import { describe, expect, test } from "vitest";
import { directStream } from "../../src/calls/direct-stream.js";
import { collect } from "../failure.js";

/** A stream of numbers, which knows how many were asked for and whether it was left. */
async function numbers(count = 5, failsAt = Infinity) {
  const seen = { asked: 0, left: false };
  async function* source(): AsyncGenerator<number> {
    try {
      for (let number = 0; number < count; number += 1) {
        seen.asked += 1;
        if (number === failsAt) throw new Error("broken");
        yield number;
      }
    } finally {
      seen.left = true;
    }
  }
  return { seen, stream: await directStream(source(), {}) };
}

test("it is core's kind of stream and the platform's", async () => {
  const { stream } = await numbers();
  expect(stream).toBeInstanceOf(IterableReadableStream);
  expect(stream).toBeInstanceOf(ReadableStream);
  expect(
    await new Response(
      stream.pipeThrough(
        new TransformStream({
          transform: (number, controller) =>
            controller.enqueue(new TextEncoder().encode(`${number}`)),
        }),
      ),
    ).text(),
  ).toBe("01234");
});

describe("whichever way it is read, all of it comes in order", () => {
  const ways: [string, (stream: IterableReadableStream<number>) => Promise<number[]>][] = [
    ["for await", (stream) => collect(stream)],
    ["values()", (stream) => collect(stream.values())],
    [
      "a reader",
      async (stream) => {
        const reader = stream.getReader();
        const all: number[] = [];
        for (let step = await reader.read(); !step.done; step = await reader.read())
          all.push(step.value);
        return all;
      },
    ],
    [
      "tee",
      async (stream) => {
        const [left, right] = stream.tee();
        const [all, same] = await Promise.all([collect(left), collect(right)]);
        expect(same).toStrictEqual(all);
        return all;
      },
    ],
    [
      "calls that do not wait",
      async (stream) => {
        const steps = await Promise.all([1, 2, 3, 4, 5, 6].map(() => stream.next()));
        expect(steps.at(-1)).toStrictEqual({ done: true, value: undefined });
        return steps.slice(0, 5).map(({ value }) => value as number);
      },
    ],
    [
      "next(), then a reader, then next() again",
      async (stream) => {
        const first = (await stream.next()).value as number;
        const reader = stream.getReader();
        const second = (await reader.read()).value as number;
        reader.releaseLock();
        return [first, second, ...(await collect(stream))];
      },
    ],
    [
      "for await that goes on after another",
      async (stream) => {
        const first = (await stream.next()).value as number;
        return [first, ...(await collect(stream))];
      },
    ],
  ];
  test.each(ways)("%s", async (_, read) => {
    const { stream, seen } = await numbers();
    expect(await read(stream)).toStrictEqual([0, 1, 2, 3, 4]);
    expect(seen.left).toBe(true);
  });
});

describe("leaving it", () => {
  test("ends the source, and what is read afterwards is the end", async () => {
    const leave: [string, (stream: IterableReadableStream<number>) => Promise<unknown>][] = [
      [
        "break",
        async (stream) => {
          for await (const _ of stream) break;
        },
      ],
      ["return", (stream) => stream.return()],
      ["throw", (stream) => stream.throw(new Error("mine")).catch(() => undefined)],
      ["cancel", (stream) => stream.cancel()],
      ["dispose", (stream) => stream[Symbol.asyncDispose]()],
      ["a reader's cancel", (stream) => stream.getReader().cancel()],
    ];
    for (const [way, take] of leave) {
      const { stream, seen } = await numbers();
      await take(stream);
      expect([way, seen.left]).toStrictEqual([way, true]);
      if (!stream.locked) expect([way, ...(await collect(stream))]).toStrictEqual([way]);
    }
  });

  test("throw gives the error back", async () => {
    const { stream } = await numbers();
    await expect(stream.throw(new Error("mine"))).rejects.toThrow("mine");
  });
});

test("a failure before the first chunk rejects, a later one is thrown where it stands", async () => {
  await expect(numbers(3, 0)).rejects.toThrow("broken");
  const { stream } = await numbers(3, 1);
  expect((await stream.next()).value).toBe(0);
  await expect(stream.next()).rejects.toThrow("broken");
  const reader = (await numbers(3, 1)).stream.getReader();
  expect((await reader.read()).value).toBe(0);
  await expect(reader.read()).rejects.toThrow("broken");
});

test("nothing is asked for before its time", async () => {
  const { stream, seen } = await numbers();
  expect(seen.asked).toBe(1);
  await stream.next();
  expect(seen.asked).toBe(1);
  await stream.next();
  expect(seen.asked).toBe(2);
});

test("while a reader holds it, next() is refused as core refuses it", async () => {
  const { stream } = await numbers();
  stream.getReader();
  await expect(stream.next()).rejects.toThrow(TypeError);
});
