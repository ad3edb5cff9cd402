import { connect } from "node:net";
import type { RawExchange } from "./raw-exchange.js";

/**
 * Hands a request on to a server behind, byte for byte, and its answer back. The connection ends with the
 * answer, so that nothing of HTTP has to be understood.
 */
export function passOn(exchange: RawExchange, port: number): Promise<void> {
  const { socket, request } = exchange;
  const behind = connect(port, "127.0.0.1");
  const headEnd = request.bytes.indexOf("\r\n");
  const first = request.bytes.subarray(0, headEnd);
  const withoutKeepAlive = request.bytes
    .subarray(headEnd)
    .toString("latin1")
    .replace(/\r\nconnection: [^\r]*/i, "");
  behind.write(Buffer.concat([first, Buffer.from("\r\nconnection: close")]));
  behind.write(Buffer.from(withoutKeepAlive, "latin1"));
  return new Promise((resolve, reject) => {
    behind.on("error", reject);
    behind.on("data", (bytes) => socket.write(bytes));
    behind.on("end", () => {
      exchange.finished = true;
      socket.end();
      resolve();
    });
    socket.on("close", () => behind.destroy());
  });
}
