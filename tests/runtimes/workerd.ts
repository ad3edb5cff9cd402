import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { bundleProgram } from "./bundle.js";
import { installedProgram } from "./install.js";
import type { SmokeRun, SmokeSettings } from "./smoke-run.js";

/** A worker that may reach this machine and nothing else. */
const CONFIG = `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .smoke),
    (name = "loopback", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const smoke :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  bindings = [(name = "SETTINGS", json = embed "settings.json")],
  globalOutbound = "loopback",
);
`;

export async function runInWorkerd(consumer: string, settings: SmokeSettings): Promise<SmokeRun> {
  const folder = join(consumer, "workerd");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "worker.js"), await bundleProgram(consumer, "worker.mjs"));
  await writeFile(join(folder, "settings.json"), JSON.stringify(settings));
  await writeFile(join(folder, "config.capnp"), CONFIG);
  const program = await installedProgram("@cloudflare/workerd-linux-64/bin/workerd");
  const { port, stop } = await serve(program, join(folder, "config.capnp"));
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    const text = await response.text();
    if (!response.ok) throw new Error(`workerd answered ${response.status}: ${text}`);
    return JSON.parse(text) as SmokeRun;
  } finally {
    await stop();
  }
}

/** Starts workerd, which tells on its control channel which port it took. */
async function serve(program: string, config: string) {
  const child = spawn(program, ["serve", config, "--control-fd=1"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const stop = async () => {
    child.kill();
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const { port } = JSON.parse(line) as { port?: number };
    if (port !== undefined) return { port, stop };
  }
  throw new Error(`workerd did not start:\n${complaints}`);
}
