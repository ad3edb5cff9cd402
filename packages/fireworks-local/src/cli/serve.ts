import { createObservedServer, type FireworksLocal } from "../fireworks-local.js";
import type { LogForm, ServeCommand } from "./cli-options.js";
import { loadFiles } from "./load-files.js";
import { LOGS } from "./logs.js";

/** Answers under way get this long to end once the server was told to stop. */
const GRACE_MS = 5_000;

/** Serves until SIGINT or SIGTERM; a second one ends it at once. */
export async function serve(command: ServeCommand): Promise<void> {
  const log = LOGS[command.log ?? defaultForm()](process.stdout);
  const options = { ...command.options, ...(await loadFiles(command.files)) };
  const server = createObservedServer(options, log.answered);
  stopOnSignal(server);
  const { baseURL } = await server.listen(command.where);
  log.listening({ baseURL, playground: server.playgroundURL });
}

function defaultForm(): LogForm {
  return process.stdout.isTTY ? "pretty" : "json";
}

function stopOnSignal(server: FireworksLocal): void {
  let isStopping = false;
  const stop = (): void => {
    const graceMs = isStopping ? 0 : GRACE_MS;
    isStopping = true;
    void server.close({ graceMs }).then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
