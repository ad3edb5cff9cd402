import { ARGUMENTS } from "./odd-arguments.js";
import { IDS, INDICES, NAMES } from "./odd-ids.js";
import {
  a,
  anyWeather,
  b,
  calls,
  CET,
  part,
  ROME,
  time,
  weather,
  type ToolStream,
} from "./tool-stream.js";

/** Contract 4.4 as it stands: the first fragment names the call, arguments follow. */
const REGULAR: readonly ToolStream[] = [
  {
    id: "in-pieces",
    calls: [weather],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", "")),
      calls(part({ index: 0 }, undefined, '{"ci')),
      calls(part({ index: 0 }, undefined, 'ty":"Rome"}')),
    ],
  },
  {
    id: "two-in-parallel",
    calls: [weather, time],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", "")),
      calls(part({ index: 0 }, undefined, ROME)),
      calls(part({ index: 1, ...b }, "time", CET)),
    ],
  },
  {
    id: "interleaved",
    calls: [weather, time],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", '{"city"'), part({ index: 1, ...b }, "time", "{")),
      calls(part({ index: 1 }, undefined, '"zone":"CET"')),
      calls(part({ index: 0 }, undefined, ':"Rome"}')),
      calls(part({ index: 1 }, undefined, "}")),
    ],
  },
  {
    id: "whole-in-one-delta",
    calls: [weather],
    deltas: [calls(part({ index: 0, ...a }, "weather", ROME))],
  },
  {
    id: "two-wholes-in-one-delta",
    calls: [weather, time],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", ROME), part({ index: 1, ...b }, "time", CET)),
    ],
  },
  {
    id: "after-text",
    calls: [weather],
    text: "Let me see.",
    deltas: [
      { content: "Let me " },
      { content: "see." },
      calls(part({ index: 0, ...a }, "weather", ROME)),
    ],
  },
  {
    id: "same-tool-twice",
    calls: [weather, { id: "call_b", name: "weather", args: { city: "Oslo" } }],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", ROME)),
      calls(part({ index: 1, ...b }, "weather", '{"city":"Oslo"}')),
    ],
  },
];

const ENDINGS: readonly ToolStream[] = [
  {
    id: "empty-deltas-at-the-end",
    calls: [weather],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", ROME)),
      calls(part({ index: 0 }, "", "")),
      calls(part({ index: 0, id: "" }, null, null)),
      calls(part({ index: 1 }, null, "")),
      calls(),
      { tool_calls: null },
      { tool_calls: [null] },
      { tool_calls: [{ index: 0 }] },
    ],
  },
  {
    id: "whole-call-again-at-the-end",
    calls: [weather],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", "")),
      calls(part({ index: 0 }, undefined, ROME)),
      calls(part({ index: 0, ...a }, "weather", ROME)),
    ],
  },
  {
    id: "finish-reason-stop",
    calls: [weather],
    finish: "stop",
    deltas: [calls(part({ index: 0, ...a }, "weather", ROME))],
  },
  {
    id: "text-after-the-call",
    calls: [weather],
    text: "So.",
    deltas: [calls(part({ index: 0, ...a }, "weather", ROME)), { content: "So." }],
  },
];

const PRINTED: readonly ToolStream[] = [
  '{"name":"weather","parameters":{"city":"Rome"}}',
  '{"type":"function","function":{"name":"weather","arguments":{"city":"Rome"}}}',
  '<tool_call>{"name":"weather","arguments":{"city":"Rome"}}</tool_call>',
].map((text, at) => ({
  id: `printed-as-text-${at + 1}`,
  calls: [anyWeather],
  finish: "stop",
  text: "",
  rescued: true,
  deltas: [text.slice(0, 9), text.slice(9, 30), text.slice(30)].map((content) => ({ content })),
}));

/** Every quirk. */
export const TOOL_STREAMS: readonly ToolStream[] = [
  ...REGULAR,
  ...INDICES,
  ...IDS,
  ...NAMES,
  ...ARGUMENTS,
  ...ENDINGS,
  ...PRINTED,
];
