import type { ChatCompletionChunk } from "fireworks-client/wire";
import type { Fault, FaultRule } from "fireworks-local";
import { chunksOf, local, LLAMA, streamText } from "../local.js";

const WEATHER = {
  type: "function",
  function: {
    name: "weather",
    parameters: { type: "object", properties: { city: { type: "string" } } },
  },
};

/** Two tool calls, on request; otherwise a text. */
const SCRIPTS = [
  {
    when: { user: "both" },
    answer: {
      toolCalls: [
        { name: "weather", arguments: { city: "Rome" }, id: "call_a" },
        { name: "weather", arguments: { city: "Paris" }, id: "call_b" },
      ],
    },
  },
  { when: { user: "think" }, answer: { reasoning: "Let me see.", content: "Yes." } },
  { when: {}, answer: { content: "Ein schöner Tag." } },
];

export function faulty(fault: Fault, rule: Omit<FaultRule, "fault"> = {}) {
  return local({ faults: [{ ...rule, fault }], scripts: SCRIPTS });
}

/** The text of a stream with the fault in it. */
export function eventsOf(fault: Fault, ask: object = {}): Promise<string> {
  return streamText(faulty(fault), ask);
}

export async function chunksWith(fault: Fault, ask: object = {}): Promise<ChatCompletionChunk[]> {
  return chunksOf(await eventsOf(fault, ask));
}

/** What makes the answer two tool calls. */
export const BOTH = {
  messages: [{ role: "user" as const, content: "both" }],
  tools: [WEATHER],
};

export const THINK = { messages: [{ role: "user" as const, content: "think" }] };

export const REQUEST = {
  model: LLAMA,
  messages: [{ role: "user" as const, content: "Hello" }],
};
