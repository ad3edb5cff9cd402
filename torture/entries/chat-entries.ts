import { ChatFireworks } from "langchain-fireworks";
import { TEXT } from "../answers/good-answers.js";
import { type CallSetup, type EntryPoint, streamOutcome, wholeOutcome } from "./entry-point.js";

const MODEL = "accounts/fireworks/models/kimi-k3";

export function chatModel(setup: CallSetup, fields: { streaming?: boolean } = {}): ChatFireworks {
  const { keep, signal: _signal, ...options } = setup;
  const onWarning = (warning: unknown): void => keep(warning);
  const onRetry = (info: unknown): void => keep(info);
  const model = new ChatFireworks({ model: MODEL, ...options, ...fields, onWarning, onRetry });
  keep(model);
  return model;
}

const CHAT = { wire: "chat", path: "/chat/completions", calls: 1, expected: TEXT } as const;

export const CHAT_ENTRIES: readonly EntryPoint[] = [
  {
    ...CHAT,
    name: "chat.invoke",
    streamed: false,
    delivers: false,
    call: (setup) =>
      wholeOutcome(async () => {
        const message = await chatModel(setup).invoke("Hello", { signal: setup.signal });
        setup.keep(message);
        return message.text;
      }),
  },
  {
    ...CHAT,
    name: "chat.invoke-streaming",
    streamed: true,
    delivers: false,
    call: (setup) =>
      wholeOutcome(async () => {
        const model = chatModel(setup, { streaming: true });
        return (await model.invoke("Hello", { signal: setup.signal })).text;
      }),
  },
  {
    ...CHAT,
    name: "chat.stream",
    streamed: true,
    delivers: true,
    call: (setup) => streamOutcome(() => chunkTexts(setup)),
  },
  {
    ...CHAT,
    name: "chat.events",
    streamed: true,
    delivers: true,
    call: (setup) => streamOutcome(() => eventTexts(setup)),
  },
  {
    ...CHAT,
    name: "chat.batch",
    streamed: false,
    delivers: false,
    calls: 2,
    expected: TEXT + TEXT,
    call: (setup) => wholeOutcome(() => batchText(setup)),
  },
];

async function* chunkTexts(setup: CallSetup): AsyncGenerator<string> {
  const stream = await chatModel(setup).stream("Hello", { signal: setup.signal });
  for await (const chunk of stream) yield chunk.text;
}

async function* eventTexts(setup: CallSetup): AsyncGenerator<string> {
  const events = chatModel(setup).streamEvents("Hello", { signal: setup.signal });
  for await (const event of events) {
    if (event.event === "content-block-delta" && event.delta.type === "text-delta") {
      yield event.delta.text;
    }
  }
}

/** Without pacing, which has cells of its own: here every try is counted. */
async function batchText(setup: CallSetup): Promise<string> {
  const answers = await chatModel(setup).batch(
    ["Hello", "Hello again"],
    { pacing: false, signal: setup.signal },
    { returnExceptions: true },
  );
  setup.keep(...answers);
  const failed = answers.find((answer) => answer instanceof Error);
  if (failed !== undefined) throw failed;
  return answers.map((answer) => ("text" in answer ? answer.text : "")).join("");
}
