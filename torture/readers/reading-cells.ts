import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { Cell, Group } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import { told } from "../matrix/fault.js";
import { type Transport, TRANSPORTS } from "../transports.js";
import { longAnswer, textEventOf, textOf } from "./long-answer.js";
import { STREAM_ENTRIES, type StreamEntry } from "./stream-entries.js";

const READING: Group = {
  id: "reading",
  title: told(
    "an odd reader: many `next()` at once, a second reading, a callback handler that throws or rejects, a reader who stops reading while the server goes on",
    "不寻常的读取者：同时多次 `next()`、第二次读取、抛错或拒绝的回调处理器、服务器继续发送而读取者停下",
  ),
  promise: told(
    "all pieces in order, once each; a second reading is an error or is empty, and never hangs; a handler's error changes nothing unless it asks to (`raiseError`); a reader who waits makes the server wait, with less than 24 MB on the way",
    "所有片段按序且仅一次；第二次读取报错或为空，绝不挂起；处理器出错不影响结果，除非它要求（`raiseError`）；读取者停下则服务器等待，途中不超过 24 MB",
  ),
};

interface Reading {
  entry: StreamEntry;
  transport: Transport;
}

type Odd = (reading: Reading, context: CellContext) => Promise<void>;

const PIECES = 20;

const ODDITIES: Readonly<Record<string, Odd>> = {
  "many-next": async (reading, context) => {
    const stream = await finished(reading, context);
    const reader = stream[Symbol.asyncIterator]();
    const steps = await Promise.all(Array.from({ length: PIECES * 3 }, () => reader.next()));
    const open = steps.filter(({ done }) => done !== true).map(({ value }) => textOf(value));
    expectWords(open.filter((text) => text !== undefined));
    if (steps.at(-1)?.done !== true) throw new Error("the last next() does not say the end");
  },
  "second-reading": async (reading, context) => {
    const stream = await finished(reading, context);
    for await (const _ of stream);
    let again = 0;
    try {
      for await (const _ of stream) again += 1;
    } catch (error) {
      context.keep(error);
    }
    // What core reads for all readers to come may be read again.
    if (again > 0 && reading.entry.readByCore !== true) throw new Error("the answer came twice");
  },
  "handler-throws": async (reading, context) => {
    expectWords(await wordsOf(await finished(reading, context, [new Thrower(false)])));
  },
  "handler-that-raises-throws": async (reading, context) => {
    const stream = finished(reading, context, [new Thrower(true)]);
    try {
      await wordsOf(await stream);
    } catch (error) {
      if (error instanceof Error && error.message === "the handler's own") return;
      throw error;
    }
    if (callsHandlers(reading)) throw new Error("the handler's error is lost");
  },
  "reader-that-stops": stopReading,
};

/** Events of core and the bare client tell handlers nothing of tokens. */
const callsHandlers = ({ entry }: Reading): boolean =>
  entry.readByCore !== true && !entry.name.startsWith("client.");

class Thrower extends BaseCallbackHandler {
  override name = "thrower";
  override awaitHandlers = true;

  constructor(raiseError: boolean) {
    super();
    this.raiseError = raiseError;
  }

  override handleLLMNewToken(): void {
    throw new Error("the handler's own");
  }
}

async function finished(
  { entry, transport }: Reading,
  { server, key }: CellContext,
  callbacks?: BaseCallbackHandler[],
): Promise<AsyncIterable<unknown>> {
  server.serve(longAnswer({ pieces: PIECES, finishes: true }));
  const { baseURL } = server;
  return entry.open({ baseURL, apiKey: key, fetch: transport.fetch, callbacks });
}

async function wordsOf(stream: AsyncIterable<unknown>): Promise<string[]> {
  const words: string[] = [];
  for await (const item of stream) {
    const text = textOf(item);
    if (text !== undefined) words.push(text);
  }
  return words;
}

function expectWords(words: readonly string[]): void {
  const wanted = Array.from({ length: PIECES }, (_, at) => `word ${at} `).join("");
  const got = words.join("");
  if (got !== wanted) throw new Error(`the text is ${JSON.stringify(got)}`);
}

const OFFERED = 96 * 1_048_576;
const TAKEN_AT_MOST = 24 * 1_048_576;

/** The kernel's own buffers on loopback take some megabytes before anybody notices. */
async function stopReading({ entry, transport }: Reading, context: CellContext): Promise<void> {
  const { server, key } = context;
  let taken = 0;
  server.serve(async (exchange) => {
    exchange.begin(200, [["content-type", "text/event-stream"]]);
    const event = textEventOf(exchange.request.path, "x".repeat(16_384));
    const { socket } = exchange;
    while (taken < OFFERED && !socket.destroyed) {
      taken += event.length;
      exchange.chunk(event);
      if (socket.writableNeedDrain)
        await Promise.race([once(socket, "drain"), once(socket, "close")]);
    }
  });
  const controller = context.abortController();
  const { baseURL } = server;
  const setup = { baseURL, apiKey: key, fetch: transport.fetch, signal: controller.signal };
  const stream = await entry.open(setup);
  const reader = stream[Symbol.asyncIterator]();
  for (let seen = 0; seen < 3; seen += 1) await reader.next();
  for (let before = -1; before !== taken;) {
    before = taken;
    await wait(150);
  }
  controller.abort();
  if (taken > TAKEN_AT_MOST) throw new Error(`${taken} bytes were taken that nobody read`);
}

/** Every odd reader at every stream. */
export function readingCells(): Cell[] {
  return TRANSPORTS.flatMap((transport) =>
    STREAM_ENTRIES.flatMap((entry) =>
      Object.entries(ODDITIES)
        .filter(([oddity]) => oddity !== "reader-that-stops" || entry.readByCore !== true)
        .map(([oddity, run]) => ({
          id: `reading/${oddity}/${entry.name}/${transport.name}`,
          group: READING,
          promise: READING.promise.en,
          run: (context: CellContext) => run({ entry, transport }, context),
        })),
    ),
  );
}
