import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IndexSet } from "../../../src/batch/files/index-set.js";
import { LineSpool } from "../../../src/batch/files/line-spool.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "line-spool-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("lines on disk", () => {
  it("are found by the number of their row, the first of each", async () => {
    const line = fc.record({
      index: fc.integer({ min: 10, max: 40 }),
      text: fc.string({ unit: "grapheme" }),
    });
    let files = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 60 }), async (lines) => {
        files += 1;
        const spool = await LineSpool.create(join(folder, String(files)), {
          firstIndex: 10,
          lastIndex: 40,
        });
        for (const { index, text } of lines) await spool.add(index, text);
        await spool.flush();
        for (let index = 0; index < 50; index += 1) {
          const first = lines.find((each) => each.index === index);
          expect(spool.get(index)).toBe(first && Buffer.from(first.text).toString());
        }
        await spool.close();
      }),
      { numRuns: 30 },
    );
  });

  it("outside of the range are left out", async () => {
    const spool = await LineSpool.create(join(folder, "range"), { firstIndex: 3, lastIndex: 4 });
    for (const index of [-1, 2, 5, 3]) await spool.add(index, "line");
    await spool.flush();
    expect([2, 3, 4, 5].map((index) => spool.has(index))).toEqual([false, true, false, false]);
    await spool.close();
  });
});

describe("a set of row numbers", () => {
  it("knows each once", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(99)), (numbers) => {
        const set = new IndexSet(100);
        const known = new Set<number>();
        for (const number of numbers) {
          expect(set.add(number)).toBe(!known.has(number));
          known.add(number);
        }
        expect(set.size).toBe(known.size);
        for (let number = 0; number < 100; number += 1)
          expect(set.has(number)).toBe(known.has(number));
      }),
    );
  });
});
