import type { RerankRequest } from "fireworks-client/wire";
import type { CallPlan, CallRunner } from "../calls/call-runner.js";
import { EmbeddingBatches } from "../calls/embedding-batches.js";
import { inputUsage, type UsageMeter } from "../calls/usage-meter.js";
import { type Ranked, rankingFromWire } from "../convert/ranking-from-wire.js";
import { adoptError } from "../errors/adopt-error.js";
import { nameInputs } from "../errors/named-inputs.js";
import { inputError } from "../errors/input-error.js";
import { rankByLogits } from "./rank-by-logits.js";
import type { FireworksRerankClient, Reranked, RerankSettings } from "./rerank-options.js";

/** What is ranked, and by what. */
interface AskedRanking {
  texts: readonly string[];
  query: string;
  settings: RerankSettings;
  topN: number | undefined;
}

/** How it is asked. */
interface RankingPlan {
  call: CallPlan;
  usage: UsageMeter;
  maxConcurrency: number;
}

/** Asks for rankings, at either endpoint. */
export class RerankCalls {
  readonly #client: FireworksRerankClient;
  readonly #runner: CallRunner;

  constructor(client: FireworksRerankClient, runner: CallRunner) {
    this.#client = client;
    this.#runner = runner;
  }

  /** The best first, as many as asked for, with their texts if asked for. */
  async rank(asked: AskedRanking, plan: RankingPlan): Promise<Reranked[]> {
    const { texts, settings, topN } = asked;
    const ranking =
      settings.endpoint === "embeddings"
        ? await this.#byLogits(asked, plan)
        : await this.#byRerank(asked, plan);
    return ranking
      .slice(0, topN)
      .map(({ index, relevanceScore, document = texts[index] ?? "" }) => ({
        index,
        relevanceScore,
        ...(settings.returnDocuments === true && { document }),
      }));
  }

  async #byRerank(asked: AskedRanking, { call, usage }: RankingPlan): Promise<Ranked[]> {
    const { texts, settings } = asked;
    const request = rerankRequest(asked, call.model);
    try {
      const answer = await this.#runner.run(call, async () =>
        this.#client.rerank.create(request, call.options),
      );
      usage.add(inputUsage(call.model, answer.usage, settings.prices));
      return rankingFromWire(answer, texts.length);
    } catch (error) {
      nameInputs(error, { first: 0, end: texts.length, all: texts });
      await this.#runner.explain(error, call);
      throw adoptError(error, { model: call.model });
    }
  }

  async #byLogits(asked: AskedRanking, plan: RankingPlan): Promise<Ranked[]> {
    const { query, texts, settings } = asked;
    const { embeddings } = this.#client;
    if (embeddings === undefined) throw cannotEmbed();
    const batches = new EmbeddingBatches({ embeddings }, this.#runner);
    const body = { ...settings.modelKwargs, model: plan.call.model };
    const question = { query, task: settings.task, tokens: settings.noYesTokens };
    const { prices } = settings;
    return rankByLogits(batches, texts, question, { ...plan, body, prices });
  }
}

function rerankRequest(asked: AskedRanking, model: string): RerankRequest {
  const { texts, query, settings, topN } = asked;
  return {
    ...settings.modelKwargs,
    model,
    query,
    documents: [...texts],
    return_documents: settings.returnDocuments ?? false,
    ...(topN !== undefined && { top_n: topN }),
    ...(settings.task != null && { task: settings.task }),
  };
}

const cannotEmbed = (): Error =>
  inputError('The injected client cannot embed, which `endpoint: "embeddings"` needs.', {
    field: "client",
    code: "client_without_embeddings",
    hint: "Give it `embeddings.create(request, options)`, as `FireworksClient` has it.",
  });
