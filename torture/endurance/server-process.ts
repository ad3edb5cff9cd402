import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The server of an endurance run, in its own process. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
  }

  static async start(): Promise<ServerProcess> {
    const file = fileURLToPath(new URL("endurance-server.ts", import.meta.url));
    const child = fork(file, { execArgv: ["--import", "tsx"] });
    const [{ port }] = (await once(child, "message")) as [{ port: number }];
    return new ServerProcess(child, port);
  }

  /** Where a client looks for Fireworks; the prefix says what happens there. */
  baseURL(prefix = ""): string {
    return `http://127.0.0.1:${this.#port}${prefix}/inference/v1`;
  }

  /** Connections that are open, as the server sees them. */
  async sockets(): Promise<number> {
    const answer = once(this.#child, "message");
    this.#child.send("sockets");
    const [{ sockets }] = (await answer) as [{ sockets: number }];
    return sockets;
  }

  stop(): void {
    this.#child.kill();
  }
}
