import type { IncomingMessage, ServerResponse } from "node:http";
import { gatewayError, type Refusal } from "./requests/refusal.js";
import { isAllowedHost } from "./safety/allowed-hosts.js";

export interface NodeConnection {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

interface Limits {
  allowedHosts?: string[];
  maxOpenAnswers: number;
  maxAnswerMs: number;
}

/** What only matters on a port: under which name it was reached, how many answers are open, how long. */
export class SocketGuard {
  readonly #limits: Limits;
  #open = 0;
  #isClosing = false;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** From now on a connection ends with its answer: the server could not close while it is kept alive. */
  startClosing(): void {
    this.#isClosing = true;
  }

  /** The refusal, or undefined for a request that may pass; that one is then counted until its end. */
  refuse({ incoming, outgoing }: NodeConnection): Response | undefined {
    const { allowedHosts = [], maxOpenAnswers, maxAnswerMs } = this.#limits;
    const { host } = incoming.headers;
    if (!isAllowedHost(host, incoming.socket.localAddress, allowedHosts))
      return answer(foreignHost(host ?? ""));
    if (this.#open >= maxOpenAnswers) return answer(tooMany(maxOpenAnswers));
    this.#open += 1;
    const timer = setTimeout(() => incoming.socket.destroy(), maxAnswerMs).unref();
    outgoing.once("close", () => {
      clearTimeout(timer);
      this.#open -= 1;
      if (this.#isClosing) incoming.socket.end();
    });
    return undefined;
  }
}

function foreignHost(host: string): Refusal {
  const message =
    `Host '${host.slice(0, 100)}' is not a name of this server. Ask for 127.0.0.1 or localhost, or start ` +
    "fireworks-local with this name among its allowed hosts.";
  return gatewayError(403, { message, code: "FORBIDDEN_HOST" });
}

function tooMany(limit: number): Refusal {
  const message = `fireworks-local has ${limit} answers open and takes no more.`;
  return gatewayError(503, { message, code: "TOO_MANY_OPEN_ANSWERS" });
}

function answer({ status, body }: Refusal): Response {
  return Response.json(body, { status });
}
