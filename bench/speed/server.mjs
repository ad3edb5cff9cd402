// The server of the benches, in a process of its own so that its work is not counted. What it answers
// is worked out once. The base URL says what is wanted: `http://…/content-2000/v1`.
import { createServer } from "node:http";
import { pacedStreams } from "./paced-streams.mjs";
import { answerBytes, opening, pieceEvent, streamBytes } from "./streams.mjs";

const EVENTS = { "content-type": "text/event-stream" };
const JSON_TYPE = { "content-type": "application/json" };
const prepared = new Map();

/** By the first word of the path: makes, of the numbers behind it, what answers. */
const ANSWERS = {
  /** One stretch of bytes with all events. */
  stream: (kind, [count]) => whole(EVENTS, streamBytes(kind, count)),
  answer: (_, [count]) => whole(JSON_TYPE, answerBytes(count)),
  /** The first piece, then nothing any more. */
  held: () => {
    const bytes = opening("content").join("") + pieceEvent("content", " first");
    return (response) => response.writeHead(200, EVENTS).write(bytes);
  },
  paced: (_, [count, interval, streams]) => {
    const add = pacedStreams({ count, interval, streams });
    return (response) => add(response.writeHead(200, EVENTS));
  },
};

function whole(headers, bytes) {
  return (response) => response.writeHead(200, headers).end(bytes);
}

function answererOf(name) {
  if (!prepared.has(name)) {
    const [kind, ...numbers] = name.split("-");
    const make = ANSWERS[kind] ?? ANSWERS.stream;
    prepared.set(name, make(kind, numbers.map(Number)));
  }
  return prepared.get(name);
}

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => answererOf(request.url.split("/")[1])(response));
});
server.keepAliveTimeout = 0;
server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => {
  process.send(server.address().port);
});
process.on("disconnect", () => process.exit());
