import { textOf } from "../requests/message-text.js";
import type { ChatMessage } from "fireworks-client/wire";
import { ChatStream } from "./chat-stream.js";
import { toWholeChat } from "./chat-whole.js";
import { CompletionStream, toWholeCompletion } from "./completions.js";
import { emptyEmbeddings, toEngineEmbeddings, toFireworksEmbeddings } from "./embeddings.js";
import { asksEngine, toEngineFields } from "./engine-fields.js";
import { record } from "./read-json.js";
import { toEngineRerank, toFireworksRerank } from "./rerank.js";
import type { Translation } from "./translation.js";

/** By the endpoint's path. An endpoint that is not here stays with the stand-in. */
export const TRANSLATIONS: Readonly<Record<string, Translation>> = {
  "/chat/completions": {
    asksEngine,
    toEngine: toEngineFields,
    promptText: ({ messages }) => (messages as ChatMessage[]).map((m) => textOf(m)).join("\n"),
    isAnswer: (answer) => hasList(answer, "choices"),
    toWhole: toWholeChat,
    openStream: (context) => new ChatStream(context),
  },
  "/completions": {
    asksEngine,
    toEngine: toEngineFields,
    promptText: ({ prompt }) => joined(prompt),
    isAnswer: (answer) => hasList(answer, "choices"),
    toWhole: toWholeCompletion,
    openStream: (context) => new CompletionStream(context),
  },
  "/embeddings": {
    toEngine: toEngineEmbeddings,
    answerWithout: emptyEmbeddings,
    promptText: ({ input }) => joined(input),
    isAnswer: (answer) => hasList(answer, "data"),
    toWhole: toFireworksEmbeddings,
  },
  "/rerank": {
    toEngine: toEngineRerank,
    promptText: ({ query, documents }) => joined([query, documents]),
    isAnswer: (answer) =>
      Array.isArray(answer) || hasList(answer, "results") || hasList(answer, "data"),
    toWhole: toFireworksRerank,
  },
};

function joined(value: unknown): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(joined).join("\n") : JSON.stringify(value ?? "");
}

function hasList(answer: object, key: string): boolean {
  const list = record(answer)[key];
  return Array.isArray(list) && list.length > 0;
}
