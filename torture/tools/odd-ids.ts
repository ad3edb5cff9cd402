import {
  a,
  anyTime,
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

/** The place of a call. */
export const INDICES: readonly ToolStream[] = [
  ...["missing", "null", "text"].map((kind): ToolStream => {
    const index = kind === "missing" ? {} : { index: kind === "null" ? null : "0" };
    return {
      id: `index-${kind}`,
      calls: [weather, time],
      deltas: [
        calls(part({ ...index, ...a }, "weather", "")),
        calls(part({ ...index }, undefined, ROME)),
        calls(part({ ...index, ...b }, "time", "")),
        calls(part({ ...index }, undefined, CET)),
      ],
    };
  }),
  {
    id: "index-from-one",
    calls: [weather, time],
    deltas: [
      calls(part({ index: 1, ...a }, "weather", ROME)),
      calls(part({ index: 2, ...b }, "time", CET)),
    ],
  },
  {
    id: "index-constant",
    calls: [weather, time],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", '{"city":')),
      calls(part({ index: 0 }, undefined, '"Rome"}')),
      calls(part({ index: 0, ...b }, "time", CET)),
    ],
  },
  {
    id: "index-far",
    calls: [weather, time],
    deltas: [
      calls(part({ index: 7, ...a }, "weather", ROME)),
      calls(part({ index: 1000, ...b }, "time", CET)),
    ],
  },
  {
    id: "index-falling",
    calls: [weather, time],
    deltas: [
      calls(part({ index: 1, ...a }, "weather", ROME)),
      calls(part({ index: 0, ...b }, "time", CET)),
    ],
  },
];

/** The id of a call. */
export const IDS: readonly ToolStream[] = [
  {
    id: "id-late",
    calls: [weather],
    deltas: [
      calls(part({ index: 0 }, "weather", '{"city":')),
      calls(part({ index: 0, ...a }, undefined, '"Rome"}')),
    ],
  },
  {
    id: "id-after-arguments",
    calls: [weather],
    deltas: [
      calls(part({ index: 0 }, "weather", ROME)),
      calls(part({ index: 0, ...a }, undefined, "")),
    ],
  },
  ...["", null, undefined].map((id): ToolStream => ({
    id: `id-${id === "" ? "empty" : id === null ? "null" : "missing"}`,
    calls: [anyWeather, anyTime],
    deltas: [
      calls(part({ index: 0, id }, "weather", ROME)),
      calls(part({ index: 1, id }, "time", CET)),
    ],
  })),
  {
    id: "id-repeated-in-each-piece",
    calls: [weather],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", '{"city":')),
      calls(part({ index: 0, ...a }, undefined, '"Rome"}')),
    ],
  },
  {
    id: "id-of-two-calls",
    calls: [weather, anyTime],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", ROME)),
      calls(part({ index: 1, ...a }, "time", CET)),
    ],
  },
];

/** The name of a tool. */
export const NAMES: readonly ToolStream[] = [
  {
    id: "name-late",
    calls: [weather],
    deltas: [
      calls(part({ index: 0, ...a }, undefined, "")),
      calls(part({ index: 0 }, "weather", ROME)),
    ],
  },
  {
    id: "name-repeated",
    calls: [weather],
    deltas: ['{"city"', ":", '"Rome"}'].map((args) =>
      calls(part({ index: 0, ...a }, "weather", args)),
    ),
  },
  {
    id: "name-repeated-without-id",
    calls: [weather],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", '{"city":')),
      calls(part({ index: 0 }, "weather", '"Rome"}')),
    ],
  },
  ...["weather<|channel|>commentary", "functions.weather:0", "<|tool|>weather"].map(
    (name, at): ToolStream => ({
      id: `name-with-marker-${at + 1}`,
      calls: [weather],
      deltas: [calls(part({ index: 0, ...a }, name, ROME))],
    }),
  ),
  {
    id: "name-missing",
    calls: [],
    invalid: [{ name: "", args: ROME }],
    deltas: [calls(part({ index: 0, ...a }, undefined, ROME))],
  },
];
