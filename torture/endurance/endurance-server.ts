import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { head } from "../raw/raw-exchange.js";
import { RequestReader } from "../raw/request-reader.js";
import { streamedEvents, WHOLE } from "../answers/good-answers.js";

/** What goes wrong with some requests; the rest is well. */
export type Mishap = "none" | "refused" | "reset" | "cut" | "error-inside" | "not-json";

/** How many pieces of text one long stream has. */
export const LONG_STREAM = 2_000;

/**
 * The other side of an endurance run, in a process of its own so that its memory is not counted: `/long/…`
 * streams 2,000 pieces, `/mishap/<kind>/…` does what the kind says, everything else is a good short answer.
 * Everything is written as bytes that were made beforehand.
 */
export function enduranceServer(): Server {
  return createServer((socket) => {
    const reader = new RequestReader();
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("data", (bytes: Buffer) => {
      for (const { path, body } of reader.push(bytes)) answer(socket, path, body);
    });
  });
}

const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const chunked = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

const EVENTS = streamedEvents("chat").map(data);
const STREAM_HEAD = head(200, [
  ["content-type", "text/event-stream"],
  ["transfer-encoding", "chunked"],
]);
const END = `${chunked("data: [DONE]\n\n")}0\r\n\r\n`;
const SHORT = Buffer.from(STREAM_HEAD + chunked(EVENTS.join("")) + END);
const LONG = Buffer.from(STREAM_HEAD + longChunks() + END);
const CUT = Buffer.from(STREAM_HEAD + chunked(EVENTS.slice(0, 3).join("")) + "0\r\n\r\n");
const ERROR_INSIDE = Buffer.from(
  STREAM_HEAD +
    chunked(EVENTS.slice(0, 3).join("") + data({ error: { message: "it broke" } })) +
    "0\r\n\r\n",
);
const NOT_JSON = Buffer.from(
  `${STREAM_HEAD}${chunked(`${EVENTS.slice(0, 3).join("")}data: {oh\n\n`)}0\r\n\r\n`,
);
const WHOLE_CHAT = whole(200, WHOLE.chat);
const REFUSED = whole(503, { error: { message: "overloaded" } });

const MISHAPS: Readonly<Record<Mishap, Buffer | undefined>> = {
  none: undefined,
  refused: REFUSED,
  reset: undefined,
  cut: CUT,
  "error-inside": ERROR_INSIDE,
  "not-json": NOT_JSON,
};

/** Bursts of twenty events a chunk, as a busy server's arrive. */
function longChunks(): string {
  const [, word = ""] = EVENTS;
  const burst = chunked(word.repeat(20));
  const [role = ""] = EVENTS;
  return chunked(role) + burst.repeat(LONG_STREAM / 20) + chunked(EVENTS.slice(-2).join(""));
}

function whole(status: number, json: object): Buffer {
  const text = JSON.stringify(json);
  const size = String(Buffer.byteLength(text));
  const headers = [
    ["content-type", "application/json"],
    ["retry-after-ms", "1"],
  ] as const;
  return Buffer.from(head(status, [...headers, ["content-length", size]]) + text);
}

function answer(socket: Socket, path: string, body: string): void {
  const [, kind = "none"] = /\/mishap\/([\w-]+)\//.exec(path) ?? [];
  if (kind === "reset") return void socket.resetAndDestroy();
  const broken = MISHAPS[kind as Mishap];
  if (broken !== undefined) return void socket.write(broken);
  if (path.includes("/long/")) return void socket.write(LONG);
  socket.write(body.includes('"stream":true') ? SHORT : WHOLE_CHAT);
}

/** Tells whoever started this process where it listens, and on request how many connections are open. */
function serveParent(): void {
  const server = enduranceServer();
  server.listen(0, "127.0.0.1", () =>
    process.send?.({ port: (server.address() as AddressInfo).port }),
  );
  process.on("message", () => server.getConnections((_, sockets) => process.send?.({ sockets })));
  process.on("disconnect", () => process.exit());
}

if (process.send !== undefined) serveParent();
