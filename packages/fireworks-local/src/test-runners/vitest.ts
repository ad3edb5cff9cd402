/** `fireworks-local/vitest`: a server for the tests of a Vitest file. */
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
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
      beforeAll,
      beforeEach: (run) => beforeEach(() => run()),
      afterEach: (run) => afterEach(({ task }) => run(task.result?.state === "fail")),
      afterAll,
    },
    options,
  );
}
