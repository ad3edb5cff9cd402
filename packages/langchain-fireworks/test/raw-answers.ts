import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A loopback HTTP server of the test's own, which knows how many answers are still open. */
export interface HttpServer {
  baseURL: string;
  /** Resolves when every answer was ended or its connection was closed by the reader. */
  allLeft(): Promise<void>;
  close(): Promise<void>;
}

export async function httpServer(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<HttpServer> {
  // Answers, not sockets: Node's fetch opens a spare socket in place of one it had to close.
  const open = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    open.add(new Promise((resolve) => response.on("close", () => resolve())));
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/inference/v1`,
    allLeft: async () => void (await Promise.all(open)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One chunk of a streamed answer as the data of an event. */
export const event = (delta: unknown, rest: Record<string, unknown> = {}): string =>
  JSON.stringify({
    id: "chat-1",
    object: "chat.completion.chunk",
    created: 1_700_000_000,
    model: "served-model",
    choices: [{ index: 0, delta, finish_reason: null }],
    ...rest,
  });

export const finishEvent = (reason: string, rest: Record<string, unknown> = {}): string =>
  event({}, { choices: [{ index: 0, delta: {}, finish_reason: reason }], ...rest });

export const DONE = "[DONE]";
