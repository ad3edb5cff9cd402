/** One process that holds both copies, as an ESM app with a CJS dependency does. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as esm from "fireworks-client";

const cjs = createRequire(import.meta.url)("fireworks-client");
const error = (() => {
  try {
    return new cjs.FireworksClient({ apiKey: "", baseURL: "not a url" });
  } catch (thrown) {
    return thrown;
  }
})();
assert.ok(error instanceof cjs.FireworksError);
assert.notEqual(esm.FireworksError, cjs.FireworksError);
assert.ok(error instanceof esm.FireworksError);
assert.ok(esm.FireworksError.isInstance(error));
console.log("both-kinds.mjs is done");
