// The floor for local-streams.bench.mjs: answers every request with the events it was given, one
// `write` each. Prints its address as JSON.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

let events = [];

const server = createServer((request, response) => void answer(request, response));

async function answer(request, response) {
  const body = await text(request);
  if (request.url.endsWith("/sample")) {
    events = body.split(/(?<=\n\n)/).map((event) => Buffer.from(event));
    response.end();
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const event of events) {
    if (!response.write(event)) await new Promise((resolve) => response.once("drain", resolve));
  }
  response.end();
}

// With Node's own 5 s a busy client meets connections that are just being closed.
server.keepAliveTimeout = 65_000;
server.listen({ port: 0, host: "127.0.0.1", backlog: 4_096 }, () => {
  console.log(JSON.stringify({ baseURL: `http://127.0.0.1:${server.address().port}` }));
});
