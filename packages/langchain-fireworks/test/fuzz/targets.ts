import { asProperty, type FuzzTarget } from "../../../../fuzz/target.js";
import { answersAreRead, beginningsAreRead, rubbishIsBorne } from "./read-json.js";
import { historiesAreTakenOrRefused } from "./sent-histories.js";

export const MODEL_TARGETS: readonly FuzzTarget[] = [
  {
    name: "histories",
    promise: "any history is refused by its place before a call, or taken by the strict server",
    runs: 3_000,
    suiteRuns: 60,
    property: asProperty(historiesAreTakenOrRefused),
  },
  {
    name: "json-answer",
    promise: "the JSON of an answer is read, whatever stands around it",
    runs: 10_000,
    suiteRuns: 100,
    property: asProperty(answersAreRead),
  },
  {
    name: "json-rubbish",
    promise: "no text of a model makes the reader of structured answers throw",
    runs: 10_000,
    suiteRuns: 100,
    property: asProperty(rubbishIsBorne),
  },
  {
    name: "partial-json",
    promise: "a beginning of JSON shows nothing that the whole, or core's reader, does not say",
    runs: 10_000,
    suiteRuns: 100,
    property: asProperty(beginningsAreRead),
  },
];
