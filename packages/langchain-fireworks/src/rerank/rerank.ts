import type { Callbacks } from "@langchain/core/callbacks/manager";
import type { Document, DocumentInterface } from "@langchain/core/documents";
import { BaseDocumentCompressor } from "@langchain/core/retrievers/document_compressors";
import { AsyncCaller } from "@langchain/core/utils/async_caller";
import { CallRunner, NO_RETRIES } from "../calls/call-runner.js";
import { connect } from "../calls/connection.js";
import { type InputUsage, UsageTotals } from "../calls/usage-meter.js";
import { inputError } from "../errors/input-error.js";
import { type Warn, warningChannel } from "../errors/warnings.js";
import { assignGiven } from "../settings/assign-given.js";
import { callPlan } from "../settings/call-plan.js";
import { mergedSettings, requireConcurrency } from "../settings/input-settings.js";
import { requireModel } from "../settings/require-model.js";
import { normalizeFields } from "../settings/serialization.js";
import { requireWholeNumber } from "../settings/whole-number.js";
import { ALIASES, SECRETS, WrittenForm } from "../settings/written-form.js";
import { checkRerankFields } from "./check-rerank-fields.js";
import { RerankCalls } from "./rerank-calls.js";
import {
  type FireworksRerankCallOptions,
  type FireworksRerankFields,
  type Reranked,
  RERANK_SETTING_NAMES,
  type RerankInput,
  type RerankSettings,
} from "./rerank-options.js";
import { rerankTexts } from "./rerank-texts.js";
import { scoredDocuments } from "./scored-documents.js";

/** Settings stand on the object under their own names. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the constructor assigns them all, from the list
export interface FireworksRerank extends RerankSettings {}

/**
 * Rerankers on Fireworks, as a document compressor.
 *
 * @example
 * ```ts
 * import { Document } from "@langchain/core/documents";
 * import { FireworksRerank } from "langchain-fireworks";
 *
 * const texts = ["Paris is a city.", "A cat is an animal."];
 * const documents = texts.map((pageContent) => new Document({ pageContent }));
 * const reranker = new FireworksRerank("fireworks/qwen3-reranker-8b", { topN: 1 });
 * const [best] = await reranker.compressDocuments(documents, "What is Paris?");
 * console.log(best?.pageContent, best?.metadata.relevance_score);
 * ```
 */
export class FireworksRerank extends BaseDocumentCompressor {
  /** Whether `toJSON` writes it so that `load` can read it: yes. */
  lc_serializable = true;
  /** Where LangChain's `load` looks for the class. */
  lc_namespace: string[] = ["langchain", "document_compressors", "fireworks"];

  /** The model's id, sent unchanged. */
  model: string;
  /** Requests at once, over all calls of this object. */
  readonly maxConcurrency: number;
  /** Where this object tells what it ignores; `onWarning` listens. */
  readonly warn: Warn;
  readonly #calls: RerankCalls;
  readonly #written: WrittenForm;
  readonly #totals = new UsageTotals();

  /**
   * @param model - The model's id, or all fields in one object.
   * @param fields - The other fields, when the id comes first.
   * @throws {@link FireworksConfigurationError} without a model, without a key (see `apiKey`), with a
   * field that does not exist, or with one that cannot work.
   */
  constructor(model: string, fields?: Omit<FireworksRerankFields, "model" | "modelName">);
  constructor(fields: FireworksRerankFields);
  constructor(modelOrFields: string | FireworksRerankFields, rest?: FireworksRerankFields) {
    super();
    const fields = normalizeFields(modelOrFields, rest);
    checkRerankFields(fields);
    this.model = requireModel(fields.model, 'new FireworksRerank("fireworks/qwen3-reranker-8b")');
    assignGiven(this, fields, RERANK_SETTING_NAMES);
    requireTopN(fields.topN);
    this.maxConcurrency = requireConcurrency(fields.maxConcurrency);
    this.warn = warningChannel(fields.onWarning);
    const client = fields.client ?? connect(fields);
    const queue = new AsyncCaller({ maxConcurrency: this.maxConcurrency, ...NO_RETRIES });
    this.#calls = new RerankCalls(client, new CallRunner(client, { queue, use: "rerank" }));
    this.#written = new WrittenForm(this, fields);
  }

  /** The name of the class in JSON, however a bundler renames it. */
  static lc_name(): string {
    return "FireworksRerank";
  }

  /** Alias of `model`. */
  get modelName(): string {
    return this.model;
  }

  /** What LangChain calls this class in JSON. */
  get lc_id(): string[] {
    return this.#written.lc_id;
  }

  /** The fields that `toJSON` replaces by a reference. */
  get lc_secrets(): Record<string, string> {
    return SECRETS;
  }

  /** Fields whose spelling in JSON is not their snake case. */
  get lc_aliases(): Record<string, string> {
    return ALIASES;
  }

  /** As LangChain's `load` reads it; the key is a reference, and no header is written. */
  toJSON(): ReturnType<WrittenForm["toJSON"]> {
    return this.#written.toJSON();
  }

  /** The tokens and the cost of the call that ended last, failed ones included. */
  get lastUsage(): InputUsage | undefined {
    return this.#totals.last;
  }

  /** The same of all calls of this object; `model` is the last one's. */
  get totalUsage(): InputUsage | undefined {
    return this.#totals.total;
  }

  /**
   * The places of documents by how well they fit a query, best first; none, and no call, for none.
   *
   * @param options - Over the constructor's fields, for this call.
   * @throws {@link FireworksError} of the kind that fits; what cannot work is refused before the call.
   */
  async rerank(
    documents: readonly RerankInput[],
    query: string,
    options: FireworksRerankCallOptions = {},
  ): Promise<Reranked[]> {
    const settings = mergedSettings<RerankSettings>(this, options);
    const texts = rerankTexts(documents, settings.rankFields);
    const topN = requireTopN(settings.topN);
    requireQuery(query);
    requireEndpoint(settings.endpoint);
    if (texts.length === 0) return [];
    const { maxConcurrency } = this;
    const call = callPlan(this, options, options.model ?? this.model);
    const asked = { texts, query, settings, topN };
    return this.#totals.during(settings.onUsage, async (usage) =>
      this.#calls.rank(asked, { call, usage, maxConcurrency }),
    );
  }

  /**
   * Copies of the documents that fit a query best, best first, with `relevance_score` and
   * `relevanceScore` in their metadata. The given documents are not touched.
   *
   * @param _callbacks - LangChain passes them; nothing here calls back.
   * @param options - Over the constructor's fields, for this call.
   */
  override async compressDocuments(
    documents: DocumentInterface[],
    query: string,
    _callbacks?: Callbacks,
    options: FireworksRerankCallOptions = {},
  ): Promise<Document[]> {
    return scoredDocuments(documents, await this.rerank(documents, query, options));
  }
}

/** Zero or less would be a call for nothing. */
const requireTopN = (topN: number | null | undefined): number | undefined =>
  topN == null ? undefined : requireWholeNumber(topN, { field: "topN", from: 1 });

function requireQuery(query: unknown): void {
  if (typeof query === "string") return;
  throw inputError("The query is not a text.", { field: "query", code: "invalid_query" });
}

/** Another one would be asked at `/rerank` in silence. */
function requireEndpoint(endpoint: unknown): void {
  if (endpoint === undefined || endpoint === "rerank" || endpoint === "embeddings") return;
  throw inputError('`endpoint` is neither "rerank" nor "embeddings".', {
    field: "endpoint",
    code: "invalid_option",
  });
}
