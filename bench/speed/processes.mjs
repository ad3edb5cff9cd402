import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const SERVER = fileURLToPath(new URL("server.mjs", import.meta.url));
const WORKER = fileURLToPath(new URL("worker.mjs", import.meta.url));

/** Starts the server. `stop` ends it. */
export async function startServer() {
  const child = fork(SERVER);
  const [port] = await Promise.race([once(child, "message"), failure(child, "The server")]);
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

/** Starts a process for one contestant of one row. `sample` has it do the work once more. */
export async function startWorker(settings) {
  const child = fork(WORKER, [JSON.stringify(settings)], { execArgv: settings.nodeOptions ?? [] });
  const ended = failure(child, settings.module);
  ended.catch(() => {});
  const next = async () => {
    const [message] = await Promise.race([once(child, "message"), ended]);
    return message;
  };
  await next();
  return {
    sample() {
      child.send("sample");
      return next();
    },
    stop: () => child.kill(),
  };
}

/** Rejects when the process ends before it has answered; its own error stands above, on stderr. */
async function failure(child, name) {
  const [code, signal] = await once(child, "exit");
  throw new Error(`${name} ended with ${signal ?? `code ${code}`}`);
}
