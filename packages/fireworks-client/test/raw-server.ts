import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { afterAll } from "vitest";

export interface RawRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What one connection may do with one request. */
export type Handler = (reply: Reply, request: RawRequest, attempt: number) => void;

/** A loopback TCP server that speaks just enough HTTP to be wrong at every byte. */
export class RawServer {
  readonly requests: RawRequest[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #used = new Set<Socket>();
  #wakeUp: (() => void)[] = [];

  constructor(handler: Handler) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        this.#used.delete(socket);
        this.#wake();
      });
      readRequests(socket, (request) => {
        this.requests.push(request);
        this.#used.add(socket);
        this.#wake();
        handler(new Reply(socket), request, this.requests.length);
      });
    });
  }

  get baseURL(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/inference/v1`;
  }

  /**
   * Connections that carried a request and are still open. Node's fetch replaces a connection it
   * destroys by a fresh one in advance; that one is nobody's leak.
   */
  get openSockets(): number {
    return this.#used.size;
  }

  /** Resolves as soon as the condition holds; checked at each request and each closed socket. */
  async until(condition: (server: RawServer) => boolean): Promise<void> {
    while (!condition(this)) await new Promise<void>((resolve) => this.#wakeUp.push(resolve));
  }

  allClosed(): Promise<void> {
    return this.until((server) => server.openSockets === 0);
  }

  #wake(): void {
    const waiting = this.#wakeUp;
    this.#wakeUp = [];
    for (const wake of waiting) wake();
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

const running: RawServer[] = [];

afterAll(async () => {
  await Promise.all(running.map((server) => server.close()));
});

/** Starts a server that ends with the test file. */
export async function rawServer(handler: Handler): Promise<RawServer> {
  const server = new RawServer(handler);
  await server.listen();
  running.push(server);
  return server;
}

/** The answering side of one request. */
export class Reply {
  constructor(readonly socket: Socket) {}

  json(status: number, body: unknown, headers: Record<string, string> = {}): void {
    this.text(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
  }

  text(status: number, body: string, headers: Record<string, string> = {}): void {
    this.raw(
      head(status, { ...headers, "content-length": String(Buffer.byteLength(body)) }) + body,
    );
  }

  /** Begins a chunked event stream. */
  startStream(headers: Record<string, string> = {}): this {
    const all = { "content-type": "text/event-stream", "transfer-encoding": "chunked", ...headers };
    this.raw(head(200, all));
    return this;
  }

  /** One HTTP chunk of a stream: text or bytes, exactly as given. */
  send(data: string | Uint8Array): this {
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    if (bytes.length === 0) return this;
    this.raw(`${bytes.length.toString(16)}\r\n`);
    this.socket.write(bytes);
    this.raw("\r\n");
    return this;
  }

  /** Events from JSON values; strings are sent as they are. */
  events(...values: unknown[]): this {
    const text = values.map((value) => {
      return `data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`;
    });
    return this.send(text.join(""));
  }

  endStream(): void {
    this.raw("0\r\n\r\n");
  }

  raw(text: string): void {
    if (!this.socket.destroyed) this.socket.write(text);
  }

  /** Resets the connection. */
  reset(): void {
    this.socket.resetAndDestroy();
  }
}

function head(status: number, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join("")}\r\n`;
}

function readRequests(socket: Socket, onRequest: (request: RawRequest) => void): void {
  let received = "";
  socket.setEncoding("latin1");
  socket.on("data", (data: string) => {
    received += data;
    const end = received.indexOf("\r\n\r\n");
    if (end === -1) return;
    const [requestLine = "", ...lines] = received.slice(0, end).split("\r\n");
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const length = Number(headers["content-length"] ?? 0);
    if (received.length < end + 4 + length) return;
    const body = Buffer.from(received.slice(end + 4, end + 4 + length), "latin1").toString("utf8");
    received = received.slice(end + 4 + length);
    const [method = "", path = ""] = requestLine.split(" ");
    onRequest({ method, path, headers, body });
  });
}
