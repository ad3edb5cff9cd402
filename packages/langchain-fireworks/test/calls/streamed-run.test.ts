import { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { describe, expect, test } from "vitest";
import { type PieceSource, type RunSteps, StreamedRun } from "../../src/calls/streamed-run.js";

class Text {
  constructor(readonly text: string) {}
  concat(next: Text): Text {
    return new Text(this.text + next.text);
  }
}

/** Pieces of which some are here and others have to be waited for, and what was done with them. */
class Source implements PieceSource<Text> {
  closed = 0;
  #taken = 0;
  arrive: (() => void) | undefined;
  constructor(
    readonly texts: (string | Error)[],
    readonly isHere: (place: number) => boolean = () => true,
  ) {}

  get areOver(): boolean {
    return this.#taken === this.texts.length;
  }

  #take(): Text | undefined {
    const text = this.texts[this.#taken];
    if (text === undefined) return undefined;
    this.#taken += 1;
    if (text instanceof Error) throw text;
    return new Text(text);
  }

  buffered(): Text | undefined {
    return this.isHere(this.#taken) ? this.#take() : undefined;
  }

  async next(): Promise<Text | undefined> {
    if (!this.isHere(this.#taken)) await new Promise<void>((resolve) => (this.arrive = resolve));
    return this.#take();
  }

  async close(): Promise<void> {
    this.closed += 1;
    this.arrive?.();
  }
}

class Listener extends BaseCallbackHandler {
  name = "listener";
  override awaitHandlers = true;
  override raiseError = true;
  readonly told: string[] = [];
  constructor(readonly failsAt?: string) {
    super();
  }
  #hear(what: string): void {
    this.told.push(what);
    if (what === this.failsAt) throw new Error(`heard ${what}`);
  }
  override handleLLMNewToken(token: string): void {
    this.#hear(token);
  }
  override handleLLMEnd(): void {
    this.#hear("end");
  }
  override handleLLMError(error: Error): void {
    this.#hear(error.message);
  }
}

function run(source: Source | Error, listener?: Listener) {
  const manager = listener && new CallbackManagerForLLMRun("run", [listener], [], [], [], {}, {});
  const sums: string[] = [];
  const steps: RunSteps<Text, string> = {
    start: async () => manager,
    open: async () => {
      if (source instanceof Error) throw source;
      return source;
    },
    report: (to, { text }) => to.handleLLMNewToken(text),
    show: ({ text }) => text,
    end: async (to, { text }) => {
      sums.push(text);
      await to.handleLLMEnd({ generations: [] });
    },
    refuseAborted: () => undefined,
  };
  return { run: new StreamedRun(steps), sums };
}

const NOT_HERE = () => false;
const value = (text: string) => ({ done: false, value: text });
const END = { done: true, value: undefined };

describe("turns", () => {
  test("that do not wait for each other are answered in order", async () => {
    for (const isHere of [() => true, (place: number) => place !== 1]) {
      const source = new Source(["a", "b", "c"], isHere);
      const { run: reading } = run(source);
      const turns = [
        reading.next(),
        reading.next(),
        reading.next(),
        reading.next(),
        reading.next(),
      ];
      await turns[0];
      await new Promise(setImmediate);
      source.arrive?.();
      expect(await Promise.all(turns)).toStrictEqual([
        value("a"),
        value("b"),
        value("c"),
        END,
        END,
      ]);
    }
  });

  test("after a failure are the end, whether it comes at once or later", async () => {
    for (const isHere of [() => true, (place: number) => place === 0]) {
      const source = new Source(["a", new Error("broken")], isHere);
      const listener = new Listener();
      const { run: reading } = run(source, listener);
      expect(await reading.next()).toStrictEqual(value("a"));
      const failing = reading.next().catch((error: Error) => error.message);
      await new Promise(setImmediate);
      source.arrive?.();
      expect(await failing).toBe("broken");
      expect(await reading.next()).toStrictEqual(END);
      expect(listener.told).toStrictEqual(["a", "broken"]);
      expect(source.closed).toBe(1);
    }
  });
});

describe("the run", () => {
  test("ends with the last piece, once, with the sum", async () => {
    const listener = new Listener();
    const { run: reading, sums } = run(new Source(["a", "b"]), listener);
    await reading.next();
    await reading.next();
    expect(listener.told).toStrictEqual(["a", "b", "end"]);
    expect(await reading.next()).toStrictEqual(END);
    expect(sums).toStrictEqual(["ab"]);
  });

  test("fails when the call fails before the first piece", async () => {
    const listener = new Listener();
    const { run: reading } = run(new Error("refused"), listener);
    await expect(reading.next()).rejects.toThrow("refused");
    expect(await reading.next()).toStrictEqual(END);
    expect(listener.told).toStrictEqual(["refused"]);
  });

  test("fails when a handler that may stop it does, and the connection is closed", async () => {
    const source = new Source(["a", "b"], NOT_HERE);
    const { run: reading } = run(source, new Listener("a"));
    const first = reading.next().catch((error: Error) => error.message);
    await new Promise(setImmediate);
    source.arrive?.();
    expect(await first).toBe("heard a");
    expect(source.closed).toBe(1);
  });

  test("that fails to end fails the reader who asks for more, and nobody else", async () => {
    const { run: reading } = run(new Source(["a"]), new Listener("end"));
    expect(await reading.next()).toStrictEqual(value("a"));
    await new Promise(setImmediate);
    await expect(reading.next()).rejects.toThrow("heard end");
  });
});

describe("leaving", () => {
  test("closes the connection, also while a piece is waited for, and gives the end", async () => {
    const source = new Source(["a"], NOT_HERE);
    const listener = new Listener();
    const { run: reading } = run(source, listener);
    const waiting = reading.next();
    await new Promise(setImmediate);
    expect(await reading.return()).toStrictEqual(END);
    expect(await waiting).toStrictEqual(END);
    expect(source.closed).toBeGreaterThan(0);
    expect(listener.told).toStrictEqual([]);
  });

  test("before the call was answered closes what it opens", async () => {
    const source = new Source(["a"]);
    const { run: reading } = run(source);
    const first = reading.next();
    await reading.return();
    expect(await first).toStrictEqual(END);
    expect(source.closed).toBe(1);
  });

  test("before the first turn asks nobody", async () => {
    const { run: reading } = run(new Error("asked"));
    await reading.return();
    expect(await reading.next()).toStrictEqual(END);
  });

  test("with an error tells the run", async () => {
    const source = new Source(["a", "b"]);
    const listener = new Listener();
    const { run: reading } = run(source, listener);
    await reading.next();
    await expect(reading.throw(new Error("mine"))).rejects.toThrow("mine");
    expect(listener.told).toStrictEqual(["a", "mine"]);
    expect(source.closed).toBe(1);
  });
});
