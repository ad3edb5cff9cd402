import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { RawExchange } from "./raw-exchange.js";
import { RequestReader, type RawRequest } from "./request-reader.js";

/** What is done with one request. */
export type RawHandler = (exchange: RawExchange) => void | Promise<void>;

/**
 * A TCP server on loopback that shares no HTTP code with anything: requests are read and answers written
 * by hand, so that it can be wrong at every byte. It counts what is open.
 */
export class RawServer {
  requests: RawRequest[] = [];
  /** What went wrong in a handler: a fault of ours, not of what is tested. */
  readonly mishaps: unknown[] = [];
  readonly #server: Server;
  readonly #sockets = new Map<Socket, RawExchange[]>();
  #handler: RawHandler = ({ socket }) => void socket.destroy();
  #waiting: (() => void)[] = [];

  constructor() {
    this.#server = createServer((socket) => this.#accept(socket));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Where clients look for Fireworks. */
  get baseURL(): string {
    return `${this.origin}/inference/v1`;
  }

  get openSockets(): number {
    return this.#sockets.size;
  }

  /** Sockets that are neither closed nor idle in a client's pool, ready for the next request. */
  get busySockets(): number {
    return [...this.#sockets.values()].filter((exchanges) => !isIdle(exchanges)).length;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  /** From now on every request goes to this; what was counted is forgotten. */
  serve(handler: RawHandler): void {
    this.requests = [];
    this.mishaps.length = 0;
    this.#handler = handler;
  }

  /** Resolves once the condition holds; looked at with every request and every socket that closes. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Says goodbye on idle connections, as a server does that is shut down. */
  endIdle(): void {
    for (const [socket, exchanges] of this.#sockets) if (isIdle(exchanges)) socket.end();
  }

  destroyAll(): void {
    for (const socket of this.#sockets.keys()) socket.destroy();
  }

  close(): Promise<void> {
    this.destroyAll();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #accept(socket: Socket): void {
    const exchanges: RawExchange[] = [];
    const reader = new RequestReader();
    this.#sockets.set(socket, exchanges);
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.#sockets.delete(socket);
      this.#wake();
    });
    socket.on("data", (bytes: Buffer) => {
      for (const request of reader.push(bytes)) void this.#handle(socket, exchanges, request);
    });
  }

  async #handle(socket: Socket, exchanges: RawExchange[], request: RawRequest): Promise<void> {
    this.requests.push(request);
    const exchange = new RawExchange(socket, request, this.requests.length);
    exchanges.push(exchange);
    this.#wake();
    try {
      await this.#handler(exchange);
    } catch (error) {
      this.mishaps.push(error);
      socket.destroy();
    }
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}

/**
 * Fetch replaces a connection that it destroys by a fresh one in advance, on which nothing was asked: that
 * is an idle one as well.
 */
const isIdle = (exchanges: readonly RawExchange[]): boolean =>
  exchanges.every(({ finished }) => finished);
