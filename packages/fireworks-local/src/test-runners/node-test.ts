/** `fireworks-local/node-test`: a server for the tests of a file run by `node --test`. */
import { after, afterEach, before, beforeEach } from "node:test";
import type { FireworksLocal } from "../fireworks-local.js";
import { attachServer, type TestServerOptions } from "./attach-server.js";

export type { FireworksLocal, TestServerOptions };

/**
 * Call it at the top of a test file or inside a `describe`: the server listens before the first test,
 * is fresh before each, and closes after the last.
 */
export function useFireworksLocal(options?: TestServerOptions): FireworksLocal {
  return attachServer(
    {
      beforeAll: (run) => before(run),
      beforeEach: (run) => beforeEach(run),
      afterEach: (run) => afterEach((context) => run(hasFailed(context))),
      afterAll: (run) => after(run),
    },
    options,
  );
}

/** Node tells since 20.16; the types are those of an older one. */
function hasFailed(context: unknown): boolean | undefined {
  const { error, passed } = (context ?? {}) as { error?: unknown; passed?: boolean };
  return passed === undefined ? undefined : error !== undefined && error !== null;
}
