import { createFireworksLocal, type FireworksLocal } from "../fireworks-local.js";
import type { FireworksLocalOptions } from "../server/options.js";

/** The server's options, and what is special to a test file. */
export interface TestServerOptions extends FireworksLocalOptions {
  /**
   * Set `FIREWORKS_BASE_URL` and `FIREWORKS_API_KEY` for the run of the file, so that clients made
   * in its tests find the server by themselves. Default true.
   */
  environment?: boolean;
}

/** What a test runner offers, whatever the runner. */
export interface RunnerHooks {
  /** Before the first test of the file or the block. */
  beforeAll(run: () => Promise<void>): void;
  /** Before each test. */
  beforeEach(run: () => void): void;
  /** After each test, with whether it failed; undefined when the runner does not say. */
  afterEach(run: (failed: boolean | undefined) => void): void;
  /** After the last test of the file or the block. */
  afterAll(run: () => Promise<void>): void;
}

/**
 * A server for the tests of a file or a block: on a free port before the first, fresh before each,
 * closed after the last. When a test fails, what the server saw and refused is printed.
 */
export function attachServer(
  hooks: RunnerHooks,
  { environment = true, ...options }: TestServerOptions = {},
): FireworksLocal {
  const server = createFireworksLocal(options);
  let restore = (): void => {};
  let running = 0;
  hooks.beforeAll(async () => {
    const { baseURL } = await server.listen();
    if (environment)
      restore = setEnvironment({ FIREWORKS_BASE_URL: baseURL, FIREWORKS_API_KEY: server.apiKey });
  });
  hooks.beforeEach(() => {
    // Tests that run at the same time must not empty each other's journal.
    if (running === 0) server.reset();
    running += 1;
  });
  hooks.afterEach((failed) => {
    // After a hook of others failed, this one may run without the one before the test.
    running = Math.max(0, running - 1);
    if (failed === true && server.requests.length > 0) report(server);
  });
  hooks.afterAll(async () => {
    restore();
    await server.close();
  });
  return server;
}

function report({ journal }: FireworksLocal): void {
  const count = journal.refusals().length;
  const refused = count === 0 ? "refused nothing" : `refused ${count}`;
  console.error(`fireworks-local ${refused} of what arrived:\n${String(journal)}`);
}

/** Returns how to put back what was there. */
function setEnvironment(values: Record<string, string>): () => void {
  const before = Object.keys(values).map((name): [string, string | undefined] => [
    name,
    process.env[name],
  ]);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
