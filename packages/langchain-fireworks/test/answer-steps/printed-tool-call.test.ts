import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPrintedCall, watchForCall } from "../../src/answer-steps/printed-tool-call.js";

const tools = new Set(["get_weather", "now"]);
const ROME = { name: "get_weather", arguments: '{"city":"Rome"}' };
const json = '{"name": "get_weather", "arguments": {"city": "Rome"}}';

/** The forms weak models write, and none of them twice. */
const CALLS: Record<string, string> = {
  "JSON with arguments": json,
  "JSON with parameters": '{"name":"get_weather","parameters":{"city":"Rome"}}',
  "JSON with a type, as Llama writes":
    '{"type": "function", "name": "get_weather", "parameters": {"city": "Rome"}}',
  "OpenAI's form":
    '{"id":"x","type":"function","function":{"name":"get_weather","arguments":"{\\"city\\":\\"Rome\\"}"}}',
  "arguments before the name": '{"arguments":{"city":"Rome"},"name":"get_weather"}',
  "a name with an escape": '{"name":"get\\u005fweather","arguments":{"city":"Rome"}}',
  "a list of one": `[${json}]`,
  "with space around": `\n  ${json}\n\n`,
  "a fence for JSON": `\`\`\`json\n${json}\n\`\`\``,
  "a plain fence": `\`\`\`\n${json}\n\`\`\``,
  "Qwen's and Hermes' tag": `<tool_call>\n${json}\n</tool_call>`,
  "a tag whose end was taken out": `<tool_call>${json}`,
  "Llama's token": `<|python_tag|>${json}`,
  "Llama's token and end": `<|python_tag|>${json}<|eom_id|>`,
  "Llama's function tag": '<function=get_weather>{"city": "Rome"}</function>',
  "Llama's function tag, not closed": '<function=get_weather>{"city": "Rome"}',
};

const NO_CALLS: Record<string, string> = {
  nothing: "",
  prose: "The weather in Rome is fine.",
  "an unknown tool": '{"name":"delete_all","arguments":{}}',
  "a tool whose name is longer": '{"name":"get_weather_v2","arguments":{}}',
  "an unknown function tag": "<function=rm>{}</function>",
  "text before": `Sure: ${json}`,
  "text after": `${json} Shall I?`,
  "two calls": `[${json},${json}]`,
  "two tags": `<tool_call>${json}</tool_call><tool_call>${json}</tool_call>`,
  "data with other keys": '{"name":"get_weather","arguments":{},"age":3}',
  "no arguments": '{"name":"get_weather"}',
  "arguments that are a list": '{"name":"get_weather","arguments":[1]}',
  "arguments that are a text": '{"name":"get_weather","arguments":"Rome"}',
  "another type": '{"type":"object","name":"get_weather","arguments":{}}',
  "cut off": '{"name":"get_weather","arguments":{"city":"Ro',
  "a fence that is not closed": `\`\`\`json\n${json}`,
  "a fence of another language": "```python\nprint(1)\n```",
  "a list of numbers": "[1, 2, 3]",
  "an open bracket": "{",
  "a formula": "\\frac{1}{2}",
};

describe("A55: a text that is one call of a bound tool is read", () => {
  test.each(Object.entries(CALLS))("%s", (_, text) => {
    expect(readPrintedCall(text, tools)).toStrictEqual(ROME);
  });

  test("with no arguments inside", () => {
    expect(readPrintedCall('{"name":"now","arguments":{}}', tools)).toStrictEqual({
      name: "now",
      arguments: "{}",
    });
  });
});

describe("A55: anything else stays text", () => {
  test.each(Object.entries(NO_CALLS))("%s", (_, text) => {
    expect(readPrintedCall(text, tools)).toBeUndefined();
  });
});

/** The place in the text at which it is given up; undefined when it is held to its end. */
function givenUpAt(text: string, cuts: readonly number[] = []): number | undefined {
  const watch = watchForCall(tools);
  let from = 0;
  for (const cut of [...cuts, ...Array.from(text, () => 1)]) {
    if (from >= text.length) return undefined;
    const piece = text.slice(from, from + cut);
    from += piece.length;
    if (!watch(piece)) return from;
  }
  return undefined;
}

/** What calls and their likes are made of. */
const PARTS =
  `{"name": "get_weather" { } [ ] , "arguments": {} <tool_call> </tool_call> \`\`\` json "id":"1"
  <function=now> </function> <|python_tag|> x \\`
    .split(/\s+/)
    .concat(" ", "\n");

describe("A55: while a text arrives", () => {
  test.each<[string, string, number]>([
    ["prose at its first letter", "The weather", 1],
    ["JSON at its first other key", '{"city": "Rome"}', 3],
    ["an unknown tool at the first other letter", '{"name": "delete_all"}', 11],
    ["a longer name at its next letter", '{"name":"get_weather_v2"}', 21],
    ["a fence at its other language", "```python", 4],
    ["a list at its first number", "[1, 2]", 2],
    ["a call with text after it at that text", `${json} So`, json.length + 2],
    ["a formula at its first sign", "\\frac{1}{2}", 1],
  ])("it gives up %s", (_, text, place) => {
    expect(givenUpAt(text)).toBe(place);
  });

  const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 20 });

  test("no text that is a call is given up, wherever it is cut", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(CALLS)), cuts, (text, cuts) => {
        expect(givenUpAt(text, cuts)).toBeUndefined();
      }),
    );
  });

  test("what is given up is no call, whatever follows", () => {
    const part = fc.constantFrom(...PARTS);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
        const text = parts.join("");
        if (givenUpAt(text) !== undefined) expect(readPrintedCall(text, tools)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});
