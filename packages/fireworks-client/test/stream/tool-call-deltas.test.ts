import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  createToolCallTracker,
  finishToolCalls,
  generatedToolCallId,
  trackToolCalls,
} from "fireworks-client";
import type { ToolCallDelta } from "fireworks-client/wire";

/** Runs the chunks and gives back the steps and the calls they add up to. */
function run(...chunks: (ToolCallDelta[] | null | undefined)[]) {
  const tracker = createToolCallTracker();
  const steps = chunks.flatMap((deltas) => trackToolCalls(tracker, deltas));
  const calls: { id?: string; name?: string; arguments: string }[] = [];
  for (const { index, ...step } of steps) {
    const call = (calls[index] ??= { arguments: "" });
    expect(call.id === undefined || step.id === undefined).toBe(true);
    expect(call.name === undefined || step.name === undefined).toBe(true);
    Object.assign(call, step, { arguments: call.arguments + step.arguments });
  }
  expect(calls).toEqual(tracker.calls.map(({ wireIndex: _index, wireId: _id, ...call }) => call));
  return { steps, calls, tracker };
}

const delta = (
  index: number | undefined,
  id: string | null | undefined,
  name: string | null | undefined,
  args: string | null | undefined,
): ToolCallDelta => ({ index, id, function: { name, arguments: args } });

const weather = { id: "a", name: "weather", arguments: '{"city":"Rome"}' };
const time = { id: "b", name: "time", arguments: '{"zone":"CET"}' };

test("A58: pieces of one call add up", () => {
  const { steps, calls } = run(
    [delta(0, "a", "weather", "")],
    [delta(0, undefined, undefined, '{"city":')],
    [delta(0, undefined, undefined, '"Rome"}')],
  );
  expect(calls).toEqual([weather]);
  expect(steps[0]).toEqual({ index: 0, id: "a", name: "weather", arguments: "" });
  expect(steps[1]).toEqual({ index: 0, arguments: '{"city":' });
});

test.each<[string, (ToolCallDelta[] | null)[]]>([
  ["in one chunk", [[delta(0, "a", "weather", weather.arguments)]]],
  [
    "with an index from one",
    [[delta(1, "a", "weather", '{"city":')], [delta(1, null, null, '"Rome"}')]],
  ],
  [
    "without an index",
    [[delta(undefined, "a", "weather", '{"city":')], [delta(undefined, null, null, '"Rome"}')]],
  ],
  [
    "with its id in every delta",
    [[delta(0, "a", "weather", '{"city":')], [delta(0, "a", null, '"Rome"}')]],
  ],
  [
    "with its id and no index",
    [[delta(undefined, "a", "weather", '{"city":')], [delta(undefined, "a", null, '"Rome"}')]],
  ],
  [
    "with its name in every delta",
    [[delta(0, "a", "weather", '{"city":')], [delta(0, "a", "weather", '"Rome"}')]],
  ],
  [
    "with a repeated name and no id later",
    [[delta(0, "a", "weather", '{"city":')], [delta(0, "", "weather", '"Rome"}')]],
  ],
  ["with a late name", [[delta(0, "a", null, "")], [delta(0, null, "weather", weather.arguments)]]],
  ["with a late id", [[delta(0, "", "weather", '{"city":')], [delta(0, "a", null, '"Rome"}')]]],
  [
    "with an empty name first",
    [[delta(0, "a", "", "")], [delta(0, null, "weather", weather.arguments)]],
  ],
  [
    "with a trailing empty delta",
    [[delta(0, "a", "weather", weather.arguments)], [delta(0, "", "", "")]],
  ],
  [
    "with a trailing empty delta of a new index",
    [[delta(0, "a", "weather", weather.arguments)], [delta(1, null, null, null)]],
  ],
  [
    "with a trailing repetition of the whole call",
    [
      [delta(0, "a", "weather", '{"city":')],
      [delta(0, null, null, '"Rome"}')],
      [delta(0, "a", "weather", weather.arguments)],
    ],
  ],
  [
    "with an empty object before its arguments",
    [[delta(0, "a", "weather", {} as string)], [delta(0, null, null, weather.arguments)]],
  ],
  ["with a marker after its name", [[delta(0, "a", "weather<|channel|>json", weather.arguments)]]],
  [
    "with its name in the chat format's form",
    [[delta(0, "a", "<|tool_call_begin|>functions.weather:0", weather.arguments)]],
  ],
  [
    "with its name in every delta of many",
    [
      [delta(0, null, "weather", "")],
      ...weather.arguments.split("").map((part) => [delta(0, null, "weather", part)]),
      [delta(0, "a", null, "")],
    ],
  ],
  [
    "with a trailing repetition of id and name",
    [[delta(0, "a", "weather", weather.arguments)], [delta(0, "a", "weather", "")]],
  ],
  ["between chunks without calls", [null, [], [delta(0, "a", "weather", weather.arguments)], null]],
])("A58: one call %s", (_name, chunks) => {
  expect(run(...chunks).calls).toEqual([weather]);
});

test.each<[string, ToolCallDelta[][]]>([
  [
    "by index, interleaved",
    [
      [delta(0, "a", "weather", '{"city":')],
      [delta(1, "b", "time", '{"zone":')],
      [delta(0, null, null, '"Rome"}')],
      [delta(1, null, null, '"CET"}')],
    ],
  ],
  [
    "with the index always 0 and different ids",
    [
      [delta(0, "a", "weather", '{"city":')],
      [delta(0, null, null, '"Rome"}')],
      [delta(0, "b", "time", '{"zone":')],
      [delta(0, null, null, '"CET"}')],
    ],
  ],
  [
    "with the index always 0, ids in every delta, interleaved",
    [
      [delta(0, "a", "weather", '{"city":')],
      [delta(0, "b", "time", '{"zone":')],
      [delta(0, "a", null, '"Rome"}')],
      [delta(0, "b", null, '"CET"}')],
    ],
  ],
  [
    "without index, by id",
    [
      [delta(undefined, "a", "weather", '{"city":'), delta(undefined, "b", "time", '{"zone":')],
      [delta(undefined, "a", null, '"Rome"}'), delta(undefined, "b", null, '"CET"}')],
    ],
  ],
  [
    "in one chunk",
    [[delta(0, "a", "weather", weather.arguments), delta(1, "b", "time", time.arguments)]],
  ],
  [
    "with far indices",
    [[delta(3, "a", "weather", weather.arguments), delta(7, "b", "time", time.arguments)]],
  ],
])("A58: two calls %s", (_name, chunks) => {
  expect(run(...chunks).calls).toEqual([weather, time]);
});

test.each<[string, ToolCallDelta[][]]>([
  [
    "by index",
    [
      [delta(0, "a", "weather", '{"city":'), delta(1, "a", "time", '{"zone":')],
      [delta(0, "a", null, '"Rome"}'), delta(1, "a", null, '"CET"}')],
    ],
  ],
  [
    "one after the other, without an index",
    [
      [delta(undefined, "a", "weather", weather.arguments)],
      [delta(undefined, "a", "time", '{"zone":')],
      [delta(undefined, "a", null, '"CET"}')],
    ],
  ],
])("A58: of two calls of one id the second gets an id of its own: %s", (_name, chunks) => {
  const { calls, tracker } = run(...chunks);
  expect(calls).toEqual([weather, { name: "time", arguments: time.arguments }]);
  finishToolCalls(tracker, "chatcmpl-1");
  expect(tracker.calls[1]?.id).toBe(generatedToolCallId("chatcmpl-1", 1));
});

test("A58: without index and id, a name begins a call", () => {
  const { calls } = run([
    delta(undefined, null, "now", ""),
    delta(undefined, null, "weather", '{"city":'),
    delta(undefined, null, null, '"Rome"}'),
    delta(undefined, null, "weather", '{"city":"Oslo"}'),
  ]);
  expect(calls).toEqual([
    { name: "now", arguments: "" },
    { name: "weather", arguments: '{"city":"Rome"}' },
    { name: "weather", arguments: '{"city":"Oslo"}' },
  ]);
});

test("A58: a call without arguments and arguments sent as an object", () => {
  const object = { city: "Rome" } as unknown as string;
  expect(run([delta(0, "a", "now", null)]).calls).toEqual([
    { id: "a", name: "now", arguments: "" },
  ]);
  expect(run([delta(0, "a", "weather", object)]).calls).toEqual([weather]);
});

test("A58: missing ids are made from the seed and the place, once, and differ", () => {
  const { tracker } = run([
    delta(0, null, "x", "{}"),
    delta(1, "b", "y", "{}"),
    delta(2, "", "z", "{}"),
  ]);
  const first = finishToolCalls(tracker, "chatcmpl-1");
  expect(first).toEqual([
    { index: 0, id: generatedToolCallId("chatcmpl-1", 0), arguments: "" },
    { index: 2, id: generatedToolCallId("chatcmpl-1", 2), arguments: "" },
  ]);
  expect(finishToolCalls(tracker, "chatcmpl-1")).toEqual([]);
  expect(new Set(tracker.calls.map((call) => call.id)).size).toBe(3);
  expect(generatedToolCallId("chatcmpl-2", 0)).not.toBe(generatedToolCallId("chatcmpl-1", 0));
  expect(generatedToolCallId("chatcmpl-1", 0)).toMatch(/^call_[0-9a-f]{16}00$/);
});

test("A58: deltas that are not objects are skipped", () => {
  expect(run([null as unknown as ToolCallDelta, { index: 0 }, { function: null }]).steps).toEqual(
    [],
  );
});

test("A58: any cut of the arguments and any order of parallel calls gives the same calls", () => {
  const call = fc.record({ args: fc.array(fc.string({ minLength: 1 }), { maxLength: 5 }) });
  fc.assert(
    fc.property(
      fc.array(call, { minLength: 1, maxLength: 4 }),
      fc.infiniteStream(fc.nat()),
      (wanted, choices) => {
        const queues = wanted.map(({ args }, at) => [
          delta(at, `call_${at}`, `tool${at}`, ""),
          ...args.map((part) => delta(at, null, null, part)),
        ]);
        const chunks: ToolCallDelta[][] = [];
        let open = queues.filter((queue) => queue.length > 0);
        while (open.length > 0) {
          const queue = open[(choices.next().value as number) % open.length];
          chunks.push([queue?.shift() as ToolCallDelta]);
          open = queues.filter((rest) => rest.length > 0);
        }
        const byName = run(...chunks).calls.toSorted((a, b) =>
          (a.name ?? "") < (b.name ?? "") ? -1 : 1,
        );
        expect(byName).toEqual(
          wanted.map(({ args }, at) => ({
            id: `call_${at}`,
            name: `tool${at}`,
            arguments: args.join(""),
          })),
        );
      },
    ),
  );
});

test("a whole call that is sent again says nothing; arguments without an end are no repetition", () => {
  const whole = delta(0, "a", "weather", weather.arguments);
  expect(run([whole], [whole]).steps).toHaveLength(1);
  const open = delta(0, "a", "weather", "12");
  expect(run([open], [open]).calls).toEqual([{ ...weather, arguments: "1212" }]);
});

test("a delta that brings only an index known already is no step", () => {
  expect(run([delta(0, "a", "weather", "{")], [delta(0, "a", "weather", "")]).steps).toHaveLength(
    1,
  );
});
