import type { FireworksClientOptions } from "./client-options.js";
import { readEnvironment, resolveConfig } from "./config.js";
import { type HeadersInput, mergeHeaders } from "./http/headers.js";
import { Transport } from "./http/transport.js";
import { Accounts } from "./resources/accounts.js";
import { BatchInferenceJobs } from "./resources/batch-inference-jobs.js";
import { ChatCompletions } from "./resources/chat-completions.js";
import { Completions } from "./resources/completions.js";
import { ControlPlane } from "./resources/control-plane/control-plane.js";
import { Datasets } from "./resources/datasets/datasets.js";
import { DeployedModels } from "./resources/deployed-models.js";
import { Deployments } from "./resources/deployments.js";
import { Embeddings } from "./resources/embeddings.js";
import { Models } from "./resources/models.js";
import { Quotas } from "./resources/quotas.js";
import { Rerank } from "./resources/rerank.js";
import { ServerlessUsage } from "./resources/serverless-usage.js";
import { SupervisedFineTuningJobs } from "./resources/supervised-fine-tuning-jobs.js";

/**
 * A client of the Fireworks API. Holds no connection, so there is nothing to close. Printing it or
 * turning it into JSON shows no key.
 *
 * @example
 * const client = new FireworksClient();
 * const answer = await client.chat.completions.create({
 *   model: "accounts/fireworks/models/kimi-k3",
 *   messages: [{ role: "user", content: "Say hello." }],
 * });
 */
export class FireworksClient {
  readonly baseURL: string;
  readonly accountId: string | undefined;
  readonly chat: { readonly completions: ChatCompletions };
  readonly completions: Completions;
  readonly embeddings: Embeddings;
  readonly rerank: Rerank;
  readonly models: Models;
  readonly accounts: Accounts;
  readonly datasets: Datasets;
  readonly batchInferenceJobs: BatchInferenceJobs;
  readonly deployments: Deployments;
  readonly deployedModels: DeployedModels;
  readonly supervisedFineTuningJobs: SupervisedFineTuningJobs;
  readonly quotas: Quotas;
  readonly serverless: ServerlessUsage;
  readonly #headerLayers: readonly HeadersInput[];
  #defaultHeaders: Headers | undefined;

  /** @throws FireworksConfigurationError, naming the field, when an option is wrong or missing */
  constructor(options: FireworksClientOptions = {}) {
    const config = resolveConfig(options, readEnvironment());
    const transport = new Transport(config);
    this.baseURL = config.baseURL;
    this.accountId = config.accountId;
    this.chat = { completions: new ChatCompletions(transport) };
    this.completions = new Completions(transport);
    this.embeddings = new Embeddings(transport);
    this.rerank = new Rerank(transport);
    const plane = new ControlPlane(transport, config.accountId);
    this.models = new Models(transport, plane);
    this.accounts = new Accounts(plane);
    this.datasets = new Datasets(transport, plane);
    this.batchInferenceJobs = new BatchInferenceJobs(plane);
    this.deployments = new Deployments(plane);
    this.deployedModels = new DeployedModels(plane);
    this.supervisedFineTuningJobs = new SupervisedFineTuningJobs(plane);
    this.quotas = new Quotas(plane);
    this.serverless = new ServerlessUsage(plane);
    this.#headerLayers = config.headerLayers;
  }

  /** Whether a header of that name is sent with every request, by option or by the environment. */
  sendsHeader(name: string): boolean {
    this.#defaultHeaders ??= mergeHeaders(this.#headerLayers);
    return this.#defaultHeaders.has(name);
  }

  toJSON(): Record<string, unknown> {
    return { baseURL: this.baseURL, accountId: this.accountId };
  }
}
