// The server of the benches, in a process of its own so that its work is not counted. Everything it
// answers is worked out once. A base URL names the stream: `http://…/content-2000/v1`.
import { createServer } from "node:http";
import { streamBytes } from "./streams.mjs";

const STREAM = /^\/(content|tools|reasoning|logprobs)-(\d+)\//;
const bodies = new Map();

function bytesOf(kind, count) {
  const key = `${kind}-${count}`;
  if (!bodies.has(key)) bodies.set(key, streamBytes(kind, count));
  return bodies.get(key);
}

function answer(request, response) {
  const [, kind, count] = STREAM.exec(request.url) ?? [];
  if (kind === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.end(bytesOf(kind, Number(count)));
}

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => answer(request, response));
});
server.keepAliveTimeout = 0;
server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => {
  process.send(server.address().port);
});
process.on("disconnect", () => process.exit());
