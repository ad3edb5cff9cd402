// A batch of a hundred thousand rows beside one of a million: rows per second and peak memory of the
// process that writes them, and of the one that reads the answers. Memory must not grow with the rows,
// so both run under the same cap of heap. Build first.
//
// Measured on 2026-11-23 (Node 20.20, two quiet cores, heap capped at 128 MB), 100,000 rows beside 1,000,000:
//   writing             29,000 and 27,200 rows/s, peak 162 and 176 MB of resident memory
//   reading, in order   24,400 and 25,000 rows/s, peak 145 and 151 MB
//   reading, as it is   30,300 and 35,500 rows/s, peak 134 and 133 MB
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const COUNTS = (process.argv[2] ?? "100000,1000000").split(",");
const HEAP_MEGABYTES = 128;
const file = (name) => fileURLToPath(new URL(name, import.meta.url));

const server = spawn(process.execPath, [file("batch-server.mjs")], {
  stdio: ["ignore", "pipe", "inherit"],
});
const [port] = await once(server.stdout, "data");
const baseURL = `http://127.0.0.1:${String(port).trim()}/inference/v1`;
const folder = await mkdtemp(join(tmpdir(), "batch-bench-"));

/** Runs a script in a process of its own, so that its memory is its own, and reads what it prints. */
async function measure(script, args) {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP_MEGABYTES}`, file(script), ...args],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let printed = "";
  child.stdout.on("data", (bytes) => (printed += bytes));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return JSON.parse(printed);
}

const perSecond = (rows, seconds) => `${Math.round(rows / seconds)} rows/s`;

try {
  for (const count of COUNTS) {
    const handle = join(folder, `${count}.json`);
    const wrote = await measure("batch-write.mjs", [count, baseURL, handle]);
    const { rows, parts, bytes, writingSeconds, uploadingSeconds, peakMegabytes } = wrote;
    console.log(
      `write ${rows} rows (${(bytes / 1e6).toFixed(0)} MB, ${parts} parts): ${perSecond(rows, writingSeconds)}, upload ${(bytes / 1e6 / uploadingSeconds).toFixed(0)} MB/s, peak ${peakMegabytes.toFixed(0)} MB`,
    );
    for (const order of ["input", "arrival"]) {
      const read = await measure("batch-read.mjs", [order, baseURL, handle]);
      console.log(
        `read ${read.rows} rows in the order of ${order}: ${perSecond(read.rows, read.seconds)} (${read.seconds.toFixed(0)} s, ${read.cpuSeconds.toFixed(0)} s of them the CPU's), peak ${read.peakMegabytes.toFixed(0)} MB`,
      );
    }
  }
} finally {
  server.kill();
  await rm(folder, { recursive: true, force: true });
}
