import type { Socket } from "node:net";
import type { RawRequest } from "./request-reader.js";

export type RawHeaders = readonly (readonly [name: string, value: string])[];

/** A whole answer. `content-length` is written unless the headers name a length or an encoding. */
export interface RawAnswer {
  readonly status: number;
  readonly headers?: RawHeaders;
  readonly body?: string | Uint8Array;
}

/** One request on one connection, and everything that can be written back: byte by byte, by hand. */
export class RawExchange {
  /** Whether the answer was written to its end, so that the connection may stay open. */
  finished = false;

  constructor(
    readonly socket: Socket,
    readonly request: RawRequest,
    /** From 1, over all connections. */
    readonly nth: number,
  ) {}

  answer({ status, headers = [], body = "" }: RawAnswer): void {
    const bytes = Buffer.from(body);
    const hasLength = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
    const length = hasLength ? [] : [["content-length", String(bytes.length)] as const];
    this.write(head(status, [...headers, ...length]));
    this.write(bytes);
    this.finished = true;
  }

  /** The head of a chunked answer. */
  begin(status: number, headers: RawHeaders): void {
    this.write(head(status, [...headers, ["transfer-encoding", "chunked"]]));
  }

  /** One HTTP chunk. */
  chunk(data: string | Uint8Array): void {
    const bytes = Buffer.from(data);
    if (bytes.length === 0) return;
    this.write(Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, CRLF]));
  }

  /** The end of a chunked answer. */
  end(): void {
    this.write("0\r\n\r\n");
    this.finished = true;
  }

  /** Anything at all. */
  write(data: string | Uint8Array): void {
    if (!this.socket.destroyed && this.socket.writable) this.socket.write(data);
  }

  /** Closes the connection in good order. */
  close(): void {
    this.socket.end();
  }

  /** TCP RST, once everything written before is on its way. */
  reset(): void {
    if (this.socket.writableLength === 0) this.socket.resetAndDestroy();
    else this.socket.write("", () => this.socket.resetAndDestroy());
  }
}

const CRLF: Buffer = Buffer.from("\r\n");

export function head(status: number, headers: RawHeaders): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join("")}\r\n`;
}
