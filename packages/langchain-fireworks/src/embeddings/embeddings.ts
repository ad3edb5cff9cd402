import { Embeddings } from "@langchain/core/embeddings";
import { CallRunner, NO_RETRIES } from "../calls/call-runner.js";
import { connect } from "../calls/connection.js";
import { EmbeddingBatches } from "../calls/embedding-batches.js";
import { type InputUsage, UsageTotals } from "../calls/usage-meter.js";
import { type Warn, warningChannel } from "../errors/warnings.js";
import { askedModel } from "../models/asked-model.js";
import type { EmbeddingUse } from "../models/embedding-use.js";
import { catalogueName } from "../models/model-profile.js";
import { assignGiven } from "../settings/assign-given.js";
import { callPlan } from "../settings/call-plan.js";
import { mergedSettings, requireConcurrency } from "../settings/input-settings.js";
import { requireModel } from "../settings/require-model.js";
import { normalizeFields } from "../settings/serialization.js";
import { requireWholeNumber } from "../settings/whole-number.js";
import { ALIASES, SECRETS, WrittenForm } from "../settings/written-form.js";
import { inputsToWire } from "./embedding-inputs.js";
import { embeddingBody } from "./embedding-request.js";
import {
  EMBEDDING_SETTING_NAMES,
  type EmbeddingInputItem,
  type EmbeddingSettings,
  type FireworksEmbeddingsCallOptions,
  type FireworksEmbeddingsFields,
} from "./embeddings-options.js";

/** The most entries of one request (section 6.2 of the wire contract). */
const MOST_INPUTS = 2048;
const DEFAULT_BATCH_SIZE = 100;

/** Settings stand on the object under their own names. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the constructor assigns them all, from the list
export interface FireworksEmbeddings extends EmbeddingSettings {}

/**
 * Embedding models on Fireworks.
 *
 * @example
 * ```ts
 * import { FireworksEmbeddings } from "langchain-fireworks";
 *
 * const embeddings = new FireworksEmbeddings("fireworks/qwen3-embedding-8b", { dimensions: 1024 });
 * const vectors = await embeddings.embedDocuments(["Paris is a city.", "A cat is an animal."]);
 * const vector = await embeddings.embedQuery("What is Paris?");
 * console.log(vectors.length, vector.length); // 2 1024
 * ```
 */
export class FireworksEmbeddings extends Embeddings {
  /** Whether `toJSON` writes it so that `load` can read it: yes. */
  lc_serializable = true;
  /** Where LangChain's `load` looks for the class. */
  lc_namespace: string[] = ["langchain", "embeddings", "fireworks"];

  /** The model's id, sent unchanged. */
  model: string;
  /** Texts in one request. */
  batchSize: number;
  /** Requests at once, over all calls of this object. */
  readonly maxConcurrency: number;
  /** Where this object tells what it ignores; `onWarning` listens. */
  readonly warn: Warn;
  readonly #batches: EmbeddingBatches;
  readonly #written: WrittenForm;
  readonly #totals = new UsageTotals();

  /**
   * @param model - The model's id, or all fields in one object.
   * @param fields - The other fields, when the id comes first.
   * @throws {@link FireworksConfigurationError} without a model, without a key (see `apiKey`), or with
   * a setting that cannot work.
   */
  constructor(model: string, fields?: Omit<FireworksEmbeddingsFields, "model" | "modelName">);
  constructor(fields: FireworksEmbeddingsFields);
  constructor(modelOrFields: string | FireworksEmbeddingsFields, rest?: FireworksEmbeddingsFields) {
    const fields = normalizeFields(modelOrFields, rest);
    const maxConcurrency = requireConcurrency(fields.maxConcurrency);
    super({ maxConcurrency, ...NO_RETRIES });
    this.model = requireModel(
      fields.model,
      'new FireworksEmbeddings("fireworks/qwen3-embedding-8b")',
    );
    assignGiven(this, fields, EMBEDDING_SETTING_NAMES);
    this.batchSize = requireBatchSize(fields.batchSize ?? DEFAULT_BATCH_SIZE);
    this.maxConcurrency = maxConcurrency;
    this.warn = warningChannel(fields.onWarning);
    const client = fields.client ?? connect(fields);
    const runner = new CallRunner(client, { queue: this.caller, use: "embedding" });
    this.#batches = new EmbeddingBatches(client, runner);
    this.#written = new WrittenForm(this, fields);
  }

  /** The name of the class in JSON, however a bundler renames it. */
  static lc_name(): string {
    return "FireworksEmbeddings";
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
   * The vector of a text to search with.
   *
   * @param options - Over the constructor's fields, for this call.
   * @throws {@link FireworksError} of the kind that fits; an empty text is refused before the call.
   */
  override async embedQuery(
    text: EmbeddingInputItem,
    options: FireworksEmbeddingsCallOptions = {},
  ): Promise<number[]> {
    const [vector] = await this.#embed([text], "query", options);
    return vector ?? [];
  }

  /**
   * The vectors of texts to be found, in their order; none, and no call, for no texts.
   *
   * @param options - Over the constructor's fields, for this call.
   * @throws {@link FireworksError} of the kind that fits, with the fields of {@link InputsErrorFields}:
   * which texts it was about, and the vectors that had come. One failure or an abort ends the
   * requests that run.
   */
  override async embedDocuments(
    texts: EmbeddingInputItem[],
    options: FireworksEmbeddingsCallOptions = {},
  ): Promise<number[][]> {
    return this.#embed(texts, "document", options);
  }

  async #embed(
    texts: readonly EmbeddingInputItem[],
    use: EmbeddingUse,
    options: FireworksEmbeddingsCallOptions,
  ): Promise<number[][]> {
    const settings = mergedSettings<EmbeddingSettings>(this, options);
    const { id: model, baseModel } = askedModel(this, options);
    const name = catalogueName(model, baseModel);
    const inputs = inputsToWire(texts, { use, settings, name });
    const body = embeddingBody({ model, name, use }, settings);
    const batchSize = requireBatchSize(settings.batchSize);
    if (inputs.length === 0) return [];
    const call = callPlan(this, options, model);
    const { maxConcurrency } = this;
    const { prices } = settings;
    const plan = { call, body, batchSize, maxConcurrency, prices };
    return this.#totals.during(settings.onUsage, async (usage) =>
      this.#batches.vectors(inputs, { ...plan, usage }),
    );
  }
}

const requireBatchSize = (value: unknown): number =>
  requireWholeNumber(value, { field: "batchSize", from: 1, to: MOST_INPUTS });
