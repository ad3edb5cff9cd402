import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useFireworksLocal } from "fireworks-local/node-test";
import cases from "./runner-cases.cjs";

const expectEqual = assert.deepEqual;

describe("with a server", () => {
  const fireworks = useFireworksLocal(cases.options);
  cases.defineTests({ test, fireworks, expectEqual });
});

cases.defineLastTest({ test, expectEqual });
