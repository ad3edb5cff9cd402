// Serves one precomputed stream of 2,000 chunks, in a process of its own so that its work is not
// counted. Prints its port.
import { createServer } from "node:http";

const CHUNKS = Number(process.argv[2] ?? 2000);

const base = {
  id: "chatcmpl-5f0c6d0e9a4b4e0f8b7c1d2e3f405162",
  object: "chat.completion.chunk",
  created: 1_787_000_000,
  model: "accounts/fireworks/models/kimi-k3",
};
const event = (delta, finish_reason = null) =>
  `data: ${JSON.stringify({ ...base, choices: [{ index: 0, delta, finish_reason }], usage: null })}\n\n`;

const events = [event({ role: "assistant" })];
for (let count = 2; count < CHUNKS; count += 1) events.push(event({ content: ` word${count}` }));
events.push(event({}, "stop"));
const body = Buffer.from(`${events.join("")}data: [DONE]\n\n`);

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(body);
  });
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
