// Two servers for embeddings.bench.mjs, each a process of its own; prints its address as JSON.
//
//   floor: node:http that writes vectors made beforehand, in no order. A text "text 7" gets a vector
//          that begins with 7.
//   local: fireworks-local, which refuses every 20th request once with a 503.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

const [kind, dimensions = "64"] = process.argv.slice(2);
const REST = `,${Array.from({ length: Number(dimensions) - 1 }, (_, index) => ((index * 37) % 64) / 64 - 0.5).join(",")}]`;

/** The last first, as a server may answer. */
function answer(body) {
  const { input, model } = JSON.parse(body);
  const data = input.map(
    (entry, index) =>
      `{"object":"embedding","index":${index},"embedding":[${entry.slice(5)}${REST},"raw_output":null}`,
  );
  return `{"object":"list","model":"${model}","data":[${data.toReversed().join(",")}],"usage":{"prompt_tokens":${input.length},"total_tokens":${input.length},"completion_tokens":0}}`;
}

if (kind === "floor") {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(answer(body));
    });
  });
  // With Node's own 5 s a busy client meets connections that are just being closed.
  server.keepAliveTimeout = 65_000;
  server.listen({ port: 0, host: "127.0.0.1" }, () => {
    console.log(JSON.stringify({ baseURL: `http://127.0.0.1:${server.address().port}` }));
  });
} else {
  const { createFireworksLocal } = await import("../packages/fireworks-local/dist/index.js");
  const fault = { status: 503, retryAfterMs: 20, body: { error: { message: "overloaded" } } };
  const local = createFireworksLocal({
    faults: [{ match: { endpoint: "embeddings" }, fault, skip: 3, every: 20 }],
    journal: false,
  });
  const { baseURL } = await local.listen();
  console.log(JSON.stringify({ baseURL }));
}
