/**
 * Imports each file named on the command line, in order, and writes one JSON line for each to the
 * file in SNIPPET_RESULTS: `{ file, ms, error }`. One process for all, so that LangChain loads once.
 */
import { appendFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const TIME_LIMIT_MS = 15_000;
const environment = { ...process.env };

for (const file of process.argv.slice(2)) {
  const startedAt = performance.now();
  const error = await runOne(file).then(
    () => null,
    (thrown) => String(thrown?.stack ?? thrown),
  );
  Object.assign(process.env, environment);
  const result = { file, ms: Math.round(performance.now() - startedAt), error };
  await appendFile(process.env.SNIPPET_RESULTS, `${JSON.stringify(result)}\n`);
}
// A snippet may leave a server open, as a program of its own would until it is stopped.
process.exit(0);

function runOne(file) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`ran longer than ${TIME_LIMIT_MS} ms`)),
      TIME_LIMIT_MS,
    );
    process.once("unhandledRejection", reject);
    import(pathToFileURL(file).href).then(resolve, reject).finally(() => {
      clearTimeout(timer);
      process.removeListener("unhandledRejection", reject);
    });
  });
}
