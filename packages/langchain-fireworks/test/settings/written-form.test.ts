import { load } from "@langchain/core/load";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as fireworksPackage from "langchain-fireworks";
import { FireworksEmbeddings, FireworksRerank } from "langchain-fireworks";
import { failureOf } from "../failure.js";
import { KEY } from "../local-model.js";

/** An object of a class that core does not make serializable, with what it must keep. */
interface Written {
  object: { toJSON(): unknown };
  id: string[];
  kept: Record<string, unknown>;
}

const common = {
  apiKey: KEY,
  baseURL: "https://proxy.test/inference/v1",
  defaultHeaders: { "x-team": "acme" },
  onUsage: () => {},
  onRetry: () => {},
  onWarning: () => {},
};
const embedding = {
  dimensions: 16,
  normalize: true,
  encodingFormat: "base64" as const,
  queryTemplate: "Q: {text}",
  documentTemplate: null,
  promptTemplate: "{a}",
  batchSize: 7,
  maxConcurrency: 2,
  maxRetries: 1,
  timeout: 5000,
  sessionId: "s1",
  modelKwargs: { fanout_size: 1 },
  prices: { "a/b": { input: 1, output: 0 } },
  waitForDeployment: { maxWaitMs: 5 },
};

const ranking = {
  topN: 3,
  task: "find",
  rankFields: ["a"],
  returnDocuments: true,
  endpoint: "embeddings" as const,
  noYesTokens: [1, 2] as const,
  maxConcurrency: 2,
  suggestModels: false,
};

const CLASSES: [string, () => Written][] = [
  [
    "FireworksEmbeddings",
    () => ({
      object: new FireworksEmbeddings("fireworks/qwen3-embedding-8b", { ...common, ...embedding }),
      id: ["langchain", "embeddings", "fireworks", "FireworksEmbeddings"],
      kept: { model: "fireworks/qwen3-embedding-8b", ...embedding },
    }),
  ],
  [
    "FireworksRerank",
    () => ({
      object: new FireworksRerank({ model: "fireworks/qwen3-reranker-8b", ...common, ...ranking }),
      id: ["langchain", "document_compressors", "fireworks", "FireworksRerank"],
      kept: { model: "fireworks/qwen3-reranker-8b", ...ranking },
    }),
  ],
];

const loaded = (text: string, [, folder]: string[], secretsMap = { FIREWORKS_API_KEY: KEY }) =>
  load<Record<string, unknown>>(text, {
    secretsMap,
    importMap: { [`${folder}__fireworks`]: fireworksPackage },
  } as Parameters<typeof load>[1]);

describe.each(CLASSES)("A129: %s to JSON and back", (name, make) => {
  test("under LangChain's id, the key as a secret reference, functions and headers left out", () => {
    const { object, id } = make();
    const text = JSON.stringify(object);
    const json = JSON.parse(text) as { type: string; id: string[]; kwargs: { api_key: unknown } };
    expect(json).toMatchObject({ lc: 1, type: "constructor", id });
    expect(json.kwargs.api_key).toStrictEqual({ lc: 1, type: "secret", id: ["FIREWORKS_API_KEY"] });
    expect(text).not.toContain(KEY);
    expect(text).not.toMatch(/acme|on_?usage|on_?retry|on_?warning|\[hidden\]/i);
  });

  test("loaded with every setting", async () => {
    const { object, id, kept } = make();
    const text = JSON.stringify(object);
    const back = await loaded(text, id);
    expect(back.constructor.name).toBe(name);
    for (const [field, value] of Object.entries(kept)) {
      expect(back[field], field).toStrictEqual(value);
    }
    expect(JSON.stringify(back)).toBe(text);
  });

  test("a class of one's own is written, and found again, under its own name", async () => {
    const { object, id } = make();
    const base = object.constructor as typeof FireworksRerank;
    class Own extends base {}
    const text = JSON.stringify(new Own({ model: "m", ...common }));
    expect(JSON.parse(text)).toMatchObject({ id: [...id.slice(0, -1), "Own"] });
    const importMap = { [`${id[1]}__fireworks`]: { Own } };
    const secretsMap = { FIREWORKS_API_KEY: KEY };
    const options = { secretsMap, importMap } as Parameters<typeof load>[1];
    expect(await load(text, options)).toBeInstanceOf(Own);
  });

  test("the key is never shown", () => {
    const { object } = make();
    for (const shown of [
      inspect(object, { depth: 20, showHidden: true }),
      JSON.stringify(object),
    ]) {
      expect(shown).not.toContain(KEY);
    }
  });

  test("without the secret it is not loaded", async () => {
    const { object, id } = make();
    const error = await failureOf(() => loaded(JSON.stringify(object), id, {} as never));
    expect(error.message).toContain("FIREWORKS_API_KEY");
  });
});
