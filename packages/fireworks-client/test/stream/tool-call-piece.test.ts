import { argumentsText, toolCallName } from "fireworks-client";
import { expect, test } from "vitest";

test.each([
  ["get_weather", "get_weather"],
  ["get-weather_2", "get-weather_2"],
  [" get_weather\n", "get_weather"],
  ["get_weather<|channel|>commentary", "get_weather"],
  ["<|tool_call_begin|>functions.get_weather:0", "get_weather"],
  ["<|python_tag|>get_weather", "get_weather"],
  ["functions.get_weather", "get_weather"],
  ["get_weather:12", "get_weather"],
  ["get:1x", "get:1x"],
  ["myfunctions.x", "myfunctions.x"],
  ["<|channel>get_weather", "get_weather"],
  ["get_weather<|chan", "get_weather"],
  ["my.own tool", "my.own tool"],
  ["<|only_a_marker|>", "<|only_a_marker|>"],
  ["", undefined],
  [null, undefined],
  [7, undefined],
])("users-ask C3: the tool's name in %j is %j", (sent, name) => {
  expect(toolCallName(sent)).toBe(name);
});

test.each([
  ['{"a":1}', '{"a":1}'],
  [{ a: 1 }, '{"a":1}'],
  [{}, ""],
  [null, ""],
  [undefined, ""],
  ["null", "null"],
])("A58: the arguments %j are the text %j", (sent, text) => {
  expect(argumentsText(sent)).toBe(text);
});
