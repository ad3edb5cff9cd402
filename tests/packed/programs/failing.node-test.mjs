import assert from "node:assert/strict";
import { test } from "node:test";
import { useFireworksLocal } from "fireworks-local/node-test";
import cases from "./runner-cases.cjs";

const fireworks = useFireworksLocal();
cases.defineFailingTest({ test, fireworks, expectEqual: assert.deepEqual });
