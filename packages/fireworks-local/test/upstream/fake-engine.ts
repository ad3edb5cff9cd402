import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

export interface EngineRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
}

/** Writes the answer to one request. */
export type EngineAnswer = (response: ServerResponse, request: EngineRequest) => unknown;

export interface FakeEngine extends AsyncDisposable {
  /** With `/v1`. */
  url: string;
  requests: EngineRequest[];
  stop(): Promise<void>;
}

/** An engine on a real port that answers as told. */
export async function startEngine(answer: EngineAnswer): Promise<FakeEngine> {
  const requests: EngineRequest[] = [];
  const server = createServer((incoming, response) => {
    const pieces: Buffer[] = [];
    incoming.on("data", (piece: Buffer) => pieces.push(piece));
    incoming.on("end", () => {
      const text = Buffer.concat(pieces).toString();
      const body = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
      const { method = "", url = "", headers } = incoming;
      const request = { method, path: url, headers, body };
      requests.push(request);
      void answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = (): Promise<void> => close(server);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, requests, stop, [Symbol.asyncDispose]: stop };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): EngineAnswer =>
  (response) =>
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(typeof body === "string" ? body : JSON.stringify(body));

/** Each text is one write; the next follows when it has gone out. */
export const stream =
  (...writes: (string | Buffer)[]): EngineAnswer =>
  async (response) => {
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    for (const text of writes) {
      await new Promise((resolve) => response.write(text, resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  };

export const event = (chunk: unknown): string => `data: ${JSON.stringify(chunk)}\n\n`;

export const DONE = "data: [DONE]\n\n";
