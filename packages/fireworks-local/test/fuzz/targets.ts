import { asProperty, type FuzzTarget } from "../../../../fuzz/target.js";
import { damagedCassettes, damagedScripts } from "./damaged-files.js";

export const LOCAL_TARGETS: readonly FuzzTarget[] = [
  {
    name: "script-files",
    promise: "a damaged file of scripts loads and works, or is refused with its place",
    runs: 4_000,
    suiteRuns: 60,
    property: asProperty(damagedScripts),
  },
  {
    name: "cassette-files",
    promise: "a damaged cassette loads, or is refused with its place",
    runs: 4_000,
    suiteRuns: 60,
    property: asProperty(damagedCassettes),
  },
];
