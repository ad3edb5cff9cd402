/** Every entry that runs anywhere, as an ES module and as CommonJS: the same names in both. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
for (const name of ["fireworks-client", "langchain-fireworks"]) {
  for (const [path, target] of Object.entries(require(`${name}/package.json`).exports)) {
    if (typeof target === "string") continue;
    const specifier = name + path.slice(1);
    const names = Object.keys(await import(specifier));
    assert.deepEqual(Object.keys(require(specifier)).toSorted(), names.toSorted(), specifier);
    // The wire is types alone.
    assert.equal(names.length > 0, specifier !== "fireworks-client/wire", specifier);
  }
}
console.log("entries.mjs is done");
