/** `fireworks-local/jest`: a server for the tests of a Jest file. */
import type { FireworksLocal } from "../fireworks-local.js";
import { attachServer, type TestServerOptions } from "./attach-server.js";

export type { FireworksLocal, TestServerOptions };

/** The functions of `@jest/globals` that are needed. */
export interface JestHooks {
  beforeAll: (run: () => Promise<void>) => void;
  beforeEach: (run: () => void) => void;
  afterEach: (run: () => void) => void;
  afterAll: (run: () => Promise<void>) => void;
}

/**
 * Call it at the top of a test file or inside a `describe`: the server listens before the first test,
 * is fresh before each, and closes after the last.
 *
 * `hooks` are the functions of `@jest/globals`, for projects with `injectGlobals: false`. Default: the
 * global ones. Throws an `Error` when there are none.
 */
export function useFireworksLocal(options?: TestServerOptions, hooks?: JestHooks): FireworksLocal {
  const { beforeAll, beforeEach, afterEach, afterAll } = hooks ?? globalHooks();
  return attachServer(
    {
      beforeAll,
      beforeEach,
      afterEach: (run) => afterEach(() => run(hasFailed())),
      afterAll,
    },
    options,
  );
}

function globalHooks(): JestHooks {
  const hooks = globalThis as unknown as Partial<JestHooks>;
  if (typeof hooks.beforeAll !== "function")
    throw new Error(
      "fireworks-local/jest found no global beforeAll. Call useFireworksLocal in a test file, and with " +
        "injectGlobals: false pass the functions of @jest/globals: " +
        "useFireworksLocal(options, { beforeAll, beforeEach, afterEach, afterAll }).",
    );
  return hooks as JestHooks;
}

interface JestState {
  currentlyRunningTest?: { errors: unknown[] } | null;
}

/** Jest gives a hook no word of the test; its runner keeps its state under a symbol. */
function hasFailed(): boolean | undefined {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === "JEST_STATE_SYMBOL",
  );
  if (symbol === undefined) return undefined;
  const state = (globalThis as Record<symbol, unknown>)[symbol] as JestState | undefined;
  const errors = state?.currentlyRunningTest?.errors;
  return errors === undefined ? undefined : errors.length > 0;
}
