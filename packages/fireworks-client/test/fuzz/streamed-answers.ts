import { deepStrictEqual } from "node:assert";
import * as fc from "fast-check";
import { FireworksClient, FireworksError } from "fireworks-client";
import { eventBytes, inPackets } from "./event-bytes.js";

const utf8 = new TextEncoder();
const ends = fc.constantFrom("\n", "\r", "\r\n");
const noise = fc.constantFrom("", ": ping", "id: 7", "retry: 5", "unknown: x");

const chunkOf = (content: string, finish: string | null): string =>
  JSON.stringify({
    id: "a",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta: { content }, finish_reason: finish }],
  });

/** A right answer, and its texts: any line ends, comments and fields between its events, maybe a mark. */
export const rightAnswer: fc.Arbitrary<{ texts: string[]; bytes: Uint8Array }> = fc
  .record({
    texts: fc.array(fc.string({ unit: "grapheme", maxLength: 8 }), { minLength: 1, maxLength: 8 }),
    end: ends,
    noise,
    mark: fc.constantFrom("", "\uFEFF"),
  })
  .map(({ texts, end, noise, mark }) => {
    const between = noise === "" ? "" : noise + end;
    const events = texts.map((text, at) => chunkOf(text, at === texts.length - 1 ? "stop" : null));
    const lines = [...events, "[DONE]"].map((event) => `${between}data: ${event}${end}${end}`);
    return { texts, bytes: utf8.encode(mark + lines.join("")) };
  });

/** The texts that a caller gets, when these packets are what comes over HTTP. */
async function readTexts(packets: readonly Uint8Array[]): Promise<string[]> {
  const client = new FireworksClient({
    apiKey: "fw_fuzz_key",
    maxRetries: 0,
    fetch: () => Promise.resolve(new Response(bodyOf(packets), { headers: EVENT_STREAM })),
  });
  const messages = [{ role: "user" as const, content: "hi" }];
  const texts: string[] = [];
  for await (const chunk of await client.chat.completions.create({
    model: "m",
    messages,
    stream: true,
  }))
    texts.push(chunk.choices?.[0]?.delta?.content ?? "");
  return texts;
}

const EVENT_STREAM = { "content-type": "text/event-stream" };

const bodyOf = (packets: readonly Uint8Array[]): ReadableStream<Uint8Array> => {
  const waiting = packets.filter((packet) => packet.length > 0);
  return new ReadableStream({
    pull(controller) {
      const packet = waiting.shift();
      if (packet === undefined) controller.close();
      else controller.enqueue(packet);
    },
  });
};

/** However a right answer is cut, its texts arrive. */
export const rightAnswersArrive: fc.IAsyncProperty<unknown> = fc.asyncProperty(
  rightAnswer.chain(({ texts, bytes }) =>
    fc.record({ texts: fc.constant(texts), cut: inPackets(fc.constant(bytes)) }),
  ),
  async ({ texts, cut: [, packets] }) => {
    deepStrictEqual(await readTexts(packets), texts);
  },
) as fc.IAsyncProperty<unknown>;

/** A right answer with other bytes in it. */
const damaged = fc
  .tuple(rightAnswer, eventBytes, fc.nat(), fc.nat({ max: 20 }))
  .map(([{ bytes }, inserted, place, removed]) => {
    const at = place % (bytes.length + 1);
    return Uint8Array.from([...bytes.slice(0, at), ...inserted, ...bytes.slice(at + removed)]);
  });

/** Whatever comes ends in an answer or an error of ours. */
export const damageIsTyped: fc.IAsyncProperty<unknown> = fc.asyncProperty(
  inPackets(fc.oneof(damaged, eventBytes)),
  async ([, packets]) => {
    try {
      await readTexts(packets);
    } catch (error) {
      if (!FireworksError.isInstance(error)) throw error;
    }
  },
) as fc.IAsyncProperty<unknown>;
