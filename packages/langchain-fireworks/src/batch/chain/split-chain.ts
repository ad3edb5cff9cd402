import {
  mergeConfigs,
  Runnable,
  RunnableBinding,
  RunnableSequence,
} from "@langchain/core/runnables";
import type { RequestOptions } from "fireworks-client";
import type { BatchCall } from "../../chat/batch-call.js";
import type { ChatFireworksCallOptions } from "../../chat/chat-options.js";
import { inputError } from "../../errors/input-error.js";
import type { PriceTable } from "../../models/prices.js";

type Options = Partial<ChatFireworksCallOptions>;

/** What a `ChatFireworks` offers to batches; by this it is known, so that either copy of it will do. */
export interface BatchableModel {
  readonly batchClient: object;
  readonly model: string;
  readonly prices?: PriceTable | null | undefined;
  readonly maxRetries?: number | null | undefined;
  readonly onRetry?: RequestOptions["onRetry"] | undefined;
  readonly onResponse?: RequestOptions["onResponse"] | undefined;
  batchCall(options: Options): BatchCall;
}

/** A chain, taken apart at its model. */
export interface ChainParts {
  before: Runnable | undefined;
  model: BatchableModel;
  after: Runnable | undefined;
  /** What is bound around the model, the outermost first. */
  bindings: readonly RunnableBinding<unknown, unknown>[];
}

/** @throws {@link FireworksConfigurationError} without a model, with several, or with one out of reach */
export function splitChain(chain: Runnable): ChainParts {
  const parts = Runnable.isRunnable(chain) ? split(chain) : undefined;
  if (parts !== undefined) return parts;
  throw inputError("The chain has no ChatFireworks.", {
    field: "chain",
    code: "chain_without_model",
    hint: "Give a ChatFireworks, or a chain of steps with one, e.g. `prompt.pipe(llm).pipe(parser)`.",
  });
}

/** The call of a row. Bindings that make their options anew each time are asked for each row. */
export function callOf({ bindings, model }: ChainParts): () => Promise<BatchCall> {
  const make = async (): Promise<BatchCall> => {
    let options: Options = {};
    for (const binding of bindings) options = await binding._mergeConfig(options, binding.kwargs);
    return model.batchCall(options);
  };
  if (bindings.some(({ configFactories }) => configFactories?.length)) return make;
  let made: Promise<BatchCall> | undefined;
  return () => (made ??= make());
}

/** The model that is asked: a binding may name another one than the constructor did. */
export function modelOf({ bindings, model }: ChainParts): string {
  const options = bindings.reduce<Options>(
    (outer, { config, kwargs }) => mergeConfigs(config, outer, kwargs),
    {},
  );
  return options.model ?? model.model;
}

function split(step: Runnable): ChainParts | undefined {
  if (isBatchable(step)) return { before: undefined, model: step, after: undefined, bindings: [] };
  if (isPlainBinding(step)) return splitBinding(step);
  if (RunnableSequence.isRunnableSequence(step)) return splitSequence(step);
  if (!holdsModel(step)) return undefined;
  throw unsupported(
    `The model stands inside of a ${(step.constructor as typeof Runnable).lc_name()}, which a batch cannot take apart.`,
  );
}

/** What is bound around the whole is bound around each of its parts. */
function splitBinding(binding: RunnableBinding<unknown, unknown>): ChainParts | undefined {
  const inner = split(binding.bound);
  return (
    inner && {
      before: inner.before && boundLike(binding, inner.before),
      model: inner.model,
      after: inner.after && boundLike(binding, inner.after),
      bindings: [binding, ...inner.bindings],
    }
  );
}

function boundLike(binding: RunnableBinding<unknown, unknown>, bound: Runnable): Runnable {
  const { config, kwargs, configFactories } = binding;
  return new RunnableBinding({ bound, config, kwargs, configFactories });
}

function splitSequence({ steps }: RunnableSequence): ChainParts | undefined {
  const found = steps.flatMap((step, place) => {
    const parts = split(step);
    return parts ? [{ parts, place }] : [];
  });
  const [only, second] = found;
  if (only === undefined) return undefined;
  if (second !== undefined) throw unsupported("The chain has more than one ChatFireworks.");
  const { parts, place } = only;
  return {
    ...parts,
    before: joined([...steps.slice(0, place), parts.before]),
    after: joined([parts.after, ...steps.slice(place + 1)]),
  };
}

function joined(steps: readonly (Runnable | undefined)[]): Runnable | undefined {
  return steps
    .filter((step) => step !== undefined)
    .reduce<Runnable | undefined>((left, right) => (left ? left.pipe(right) : right), undefined);
}

/** Not one that tries again, keeps a history or does anything else of its own around the model. */
function isPlainBinding(step: Runnable): step is RunnableBinding<unknown, unknown> {
  if (!RunnableBinding.isRunnableBinding(step)) return false;
  return (step.constructor as typeof RunnableBinding).lc_name() === "RunnableBinding";
}

function isBatchable(step: unknown): step is Runnable & BatchableModel {
  return typeof (step as Partial<BatchableModel>).batchCall === "function";
}

/** Where core's own compositions keep their steps. What else may hold a model asks it by itself. */
const PLACES_OF_STEPS = [
  "bound",
  "branches",
  "default",
  "fallbacks",
  "mapper",
  "runnable",
  "runnables",
  "steps",
] as const;

/** Runnables hold each other and never themselves; lists and records of them are looked into as well. */
function holdsModel(held: unknown): boolean {
  if (typeof held !== "object" || held === null) return false;
  if (isBatchable(held)) return true;
  if (!Runnable.isRunnable(held)) return Object.values(held).some(holdsModel);
  if (held.lc_namespace.join(".") !== "langchain_core.runnables") return false;
  return PLACES_OF_STEPS.some((place) => holdsModel(Reflect.get(held, place)));
}

function unsupported(happened: string): Error {
  return inputError(happened, {
    field: "chain",
    code: "unsupported_chain",
    hint: "A batch takes steps in a row with one ChatFireworks among them; maps and lambdas may stand before and after it. Retries and fallbacks mean nothing to a job: `retryFailed()` sends again what failed.",
  });
}
