import { connect } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  REDIS_SERVER_PATH,
  startRedisServer,
  WHY_NO_REDIS,
  type RedisServer,
} from "./redis-server.js";

/** What a server answers to one line, or the code of the error. */
async function ask(port: number, line: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let reply = "";
  socket.setEncoding("utf8").on("data", (text: string) => (reply += text));
  socket.end(`${line}\r\n`);
  const error = await once(socket, "close").catch((thrown: unknown) => thrown);
  return error instanceof Error ? String((error as NodeJS.ErrnoException).code) : reply;
}

describe.skipIf(REDIS_SERVER_PATH === undefined)(`a Redis server for tests${WHY_NO_REDIS}`, () => {
  let servers: RedisServer[] = [];
  beforeAll(async () => {
    servers = await Promise.all([startRedisServer(), startRedisServer()]);
  });
  afterAll(() => Promise.all(servers.map(({ stop }) => stop())));

  test("two of them share nothing, and neither writes to disk", async () => {
    const [one, two] = servers.map(({ port }) => port) as [number, number];
    expect(await ask(one, "SET key one")).toBe("+OK\r\n");
    expect(await ask(one, "GET key")).toBe("$3\r\none\r\n");
    expect(await ask(two, "GET key")).toBe("$-1\r\n");
    expect(await ask(one, "CONFIG GET save")).toMatch(/\$0\r\n\r\n$/);
  });

  test("nothing answers on the port of one that was stopped", async () => {
    const { port, stop } = await startRedisServer();
    expect(await ask(port, "PING")).toBe("+PONG\r\n");
    await stop();
    expect(await ask(port, "PING")).toBe("ECONNREFUSED");
  });
});
