import { Fireworks, FireworksEmbeddings, FireworksRerank } from "langchain-fireworks";
import { TEXT } from "../answers/good-answers.js";
import {
  type CallSetup,
  type EntryPoint,
  streamOutcome,
  WHOLE,
  wholeOutcome,
} from "./entry-point.js";

const VECTOR = "[0.5,-0.25,4]";

/** The other classes of the LangChain package. */
export const OTHER_ENTRIES: readonly EntryPoint[] = [
  {
    ...WHOLE,
    name: "llm.invoke",
    wire: "completions",
    path: "/completions",
    expected: TEXT,
    call: (setup) =>
      wholeOutcome(() => completionModel(setup).invoke("Hello", { signal: setup.signal })),
  },
  {
    name: "llm.stream",
    wire: "completions",
    path: "/completions",
    streamed: true,
    delivers: true,
    calls: 1,
    expected: TEXT,
    call: (setup) =>
      streamOutcome(() => completionModel(setup).stream("Hello", { signal: setup.signal })),
  },
  {
    ...WHOLE,
    name: "embeddings.query",
    wire: "embeddings",
    path: "/embeddings",
    expected: VECTOR,
    call: (setup) =>
      wholeOutcome(async () => JSON.stringify(await embeddings(setup).embedQuery("Hello"))),
  },
  {
    ...WHOLE,
    name: "embeddings.documents",
    wire: "embeddings",
    path: "/embeddings",
    expected: `[${VECTOR}]`,
    call: (setup) =>
      wholeOutcome(async () => JSON.stringify(await embeddings(setup).embedDocuments(["Hello"]))),
  },
  {
    ...WHOLE,
    name: "rerank",
    wire: "rerank",
    path: "/rerank",
    expected: "1:0.75 0:0.25",
    call: (setup) => wholeOutcome(() => ranking(setup)),
  },
];

const completionModel = (setup: CallSetup): Fireworks =>
  new Fireworks({
    model: "accounts/fireworks/models/kimi-k3",
    maxTokens: 100, // the usual 16 would cut the answer
    ...optionsOf(setup),
  });

const embeddings = (setup: CallSetup): FireworksEmbeddings =>
  new FireworksEmbeddings({ model: "fireworks/qwen3-embedding-8b", ...optionsOf(setup) });

function optionsOf({ keep, signal: _signal, ...options }: CallSetup) {
  return {
    ...options,
    onWarning: (warning: unknown): void => keep(warning),
    onRetry: (info: unknown): void => keep(info),
  };
}

async function ranking(setup: CallSetup): Promise<string> {
  const reranker = new FireworksRerank({
    model: "fireworks/qwen3-reranker-8b",
    ...optionsOf(setup),
  });
  const ranked = await reranker.rerank(["No.", "Yes."], "Which?", { signal: setup.signal });
  return ranked.map(({ index, relevanceScore }) => `${index}:${relevanceScore}`).join(" ");
}
