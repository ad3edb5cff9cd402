import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

// Runs before each test file, in its worker. `os.tmpdir()` reads TMPDIR anew each time.
const folder = join(inject("temporaryFolder"), process.env.VITEST_POOL_ID ?? "one");
mkdirSync(folder, { recursive: true });
process.env.TMPDIR = folder;
