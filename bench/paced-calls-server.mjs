// The limited server for paced-calls.bench.mjs, in a process of its own: `node … <limit> <times>`. Its clock
// goes `times` as fast as ours, so that a limit adapts within a run. Prints its base URL.
import { createFireworksLocal } from "../packages/fireworks-local/dist/index.js";

const [limit, times] = process.argv.slice(2).map(Number);
const large = 1_000_000_000;

const server = createFireworksLocal({
  now: () => performance.now() * times,
  journal: { maxEntries: 1 },
  rateLimits: {
    generatedTokens: limit,
    promptTokens: large,
    cacheAdjustedPromptTokens: large,
    adaptive: true,
  },
});
await server.listen();
console.log(server.baseURL);
