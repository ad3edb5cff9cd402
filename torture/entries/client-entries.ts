import { FireworksClient } from "fireworks-client";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import { TEXT } from "../answers/good-answers.js";
import {
  type CallSetup,
  type EntryPoint,
  streamOutcome,
  WHOLE,
  wholeOutcome,
} from "./entry-point.js";

const CHAT: ChatCompletionRequest = {
  model: "accounts/fireworks/models/kimi-k3",
  messages: [{ role: "user", content: "Hello" }],
};

/** The client without LangChain. */
export const CLIENT_ENTRIES: readonly EntryPoint[] = [
  {
    ...WHOLE,
    name: "client.chat",
    wire: "chat",
    path: "/chat/completions",
    expected: TEXT,
    call: (setup) =>
      wholeOutcome(async () => {
        const request = { ...CHAT, stream: false as const };
        const whole = await client(setup).chat.completions.create(request, callOf(setup));
        return String(whole.choices[0]?.message.content);
      }),
  },
  {
    name: "client.chat-stream",
    wire: "chat",
    path: "/chat/completions",
    streamed: true,
    delivers: true,
    calls: 1,
    expected: TEXT,
    call: (setup) => streamOutcome(() => chatTexts(setup)),
  },
  {
    name: "client.completions-stream",
    wire: "completions",
    path: "/completions",
    streamed: true,
    delivers: true,
    calls: 1,
    expected: TEXT,
    call: (setup) => streamOutcome(() => completionTexts(setup)),
  },
  {
    ...WHOLE,
    name: "client.dataset",
    wire: "dataset",
    path: "/v1/accounts/acme/datasets/rows",
    expected: "accounts/acme/datasets/rows",
    call: (setup) =>
      wholeOutcome(async () => {
        const { name } = await client(setup).datasets.get(
          "accounts/acme/datasets/rows",
          callOf(setup),
        );
        return String(name);
      }),
  },
  {
    ...WHOLE,
    name: "client.models",
    wire: "models",
    path: "/models",
    expected: "accounts/fireworks/models/kimi-k3",
    call: (setup) =>
      wholeOutcome(async () => {
        const { data } = await client(setup).models.list(callOf(setup));
        return data.map(({ id }) => id).join();
      }),
  },
];

function client(setup: CallSetup): FireworksClient {
  const { keep, signal: _signal, maxEventLength: _length, ...options } = setup;
  const made = new FireworksClient({
    ...options,
    onRetry: (info) => keep(info),
    onResponse: (info) => keep(info),
  });
  keep(made);
  return made;
}

const callOf = ({ signal, maxEventLength }: CallSetup) => ({ signal, maxEventLength });

async function* chatTexts(setup: CallSetup): AsyncGenerator<string> {
  const request = { ...CHAT, stream: true as const };
  const stream = await client(setup).chat.completions.create(request, callOf(setup));
  for await (const chunk of stream) yield chunk.choices?.[0]?.delta?.content ?? "";
}

async function* completionTexts(setup: CallSetup): AsyncGenerator<string> {
  const stream = await client(setup).completions.create(
    { model: CHAT.model, prompt: "Hello", max_tokens: 100, stream: true },
    callOf(setup),
  );
  for await (const chunk of stream) yield chunk.choices?.[0]?.text ?? "";
}
