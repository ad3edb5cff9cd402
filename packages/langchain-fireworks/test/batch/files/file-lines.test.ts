import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FileLine, fileLines } from "../../../src/batch/files/file-lines.js";

async function* pieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...new Set(cuts)].toSorted((left, right) => left - right)) {
    yield bytes.subarray(from, Math.min(cut, bytes.length));
    from = Math.min(cut, bytes.length);
  }
  yield bytes.subarray(from);
}

async function read(text: string, cuts: readonly number[] = [], longest?: number) {
  const lines: FileLine[] = [];
  const bytes = new TextEncoder().encode(text);
  for await (const some of fileLines(pieces(bytes, cuts), longest)) lines.push(...some);
  return lines;
}

describe("lines of a file", () => {
  const TEXT = '\uFEFF{"a":"é€😀"}\r\n\n  \n{"b":2}\n{"c":3}';

  it("are the same wherever the bytes are cut", async () => {
    const whole = await read(TEXT);
    expect(whole.map(({ text }) => text)).toEqual(['{"a":"é€😀"}', '{"b":2}', '{"c":3}']);
    expect(whole.map(({ number }) => number)).toEqual([1, 4, 5]);
    expect(whole.map(({ isEnded }) => isEnded)).toEqual([true, true, false]);
    const { length } = new TextEncoder().encode(TEXT);
    for (let cut = 0; cut <= length; cut += 1) expect(await read(TEXT, [cut])).toEqual(whole);
    expect(
      await read(
        TEXT,
        Array.from({ length }, (_, at) => at),
      ),
    ).toEqual(whole);
  });

  it("are what was joined", async () => {
    const line = fc
      .string({ minLength: 1, unit: "grapheme" })
      .filter((text) => /\S/.test(text) && !/[\r\n\uFEFF\uD800-\uDFFF]/.test(text));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.array(fc.nat(200)),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        async (texts, cuts, end, closed) => {
          const file = texts.join(end) + (closed ? end : "");
          expect((await read(file, cuts)).map(({ text }) => text)).toEqual(texts);
        },
      ),
    );
  });

  it("are not held beyond the limit, and what follows is read", async () => {
    const text = `{"custom_id":"7","x":"${"y".repeat(5_000)}"}\n{"b":2}\n`;
    const [long, next] = await read(
      text,
      Array.from({ length: 50 }, (_, at) => at * 100),
      2_000,
    );
    expect(long).toMatchObject({ isTooLong: true, number: 1 });
    expect(long?.text).toHaveLength(1024);
    expect(long?.text).toContain('"custom_id":"7"');
    expect(next).toMatchObject({ text: '{"b":2}', isTooLong: false, number: 2 });
  });

  it("of an empty file are none", async () => {
    expect(await read("")).toEqual([]);
    expect(await read("\n\n")).toEqual([]);
  });
});
