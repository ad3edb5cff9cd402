import {
  FireworksAbortError,
  FireworksApiError,
  FireworksDeploymentScalingUpError,
  FireworksError,
  FireworksOverloadedError,
} from "fireworks-client";
import type { OverloadAttempt } from "../errors/adopt-error.js";
import { addToMessage } from "../errors/error-text.js";
import { inputError } from "../errors/input-error.js";
import type { Warn } from "../errors/warnings.js";

/** `"priority"` for the priority tier, or what to try in order: `"priority"` and ids of other models. */
export type OverloadPolicy = "priority" | readonly string[];

/** `response_metadata.overload_fallback`: the answer is not from where it was asked for. */
export interface OverloadFallback {
  /** The model that was overloaded. */
  from: string;
  /** What answered: `"priority"`, or the id of another model. */
  to: string;
  /** Requests that had failed before this one was asked. */
  attempts: number;
}

/** What a call asks for, as far as an alternative changes it. */
export interface OverloadChange {
  model?: string;
  baseModel?: string;
  serviceTier?: "priority";
}

/** A call that may fall back. */
export interface OverloadPlan {
  /** `null` and `false` switch it off. */
  policy: OverloadPolicy | false | null | undefined;
  /** The model and the tier that are asked first; the tier is asked for only with a policy. */
  model: string;
  serviceTier(): string | null | undefined;
  signal: AbortSignal | undefined;
  warn: Warn;
}

const PRIORITY = "priority";

/**
 * Asks; when the model is overloaded, asks the alternatives one after the other until one answers.
 * A deployment that is starting is not overloaded.
 *
 * @throws The last overload, which may pass, with the other failures in `overloadAttempts`.
 */
export async function withOverloadFallback<T>(
  plan: OverloadPlan,
  ask: (change: OverloadChange, fallback?: OverloadFallback) => Promise<T>,
): Promise<T> {
  const alternatives = alternativesOf(plan);
  try {
    return await ask({});
  } catch (error) {
    if (alternatives.length === 0 || !isOverloaded(error)) throw error;
    return askAlternatives(plan, alternatives, { to: plan.model, error }, ask);
  }
}

async function askAlternatives<T>(
  plan: OverloadPlan,
  alternatives: readonly string[],
  first: OverloadAttempt,
  ask: (change: OverloadChange, fallback?: OverloadFallback) => Promise<T>,
): Promise<T> {
  const failed = [first];
  for (const to of alternatives) {
    const attempts = failed.reduce((sum, { error }) => sum + attemptsOf(error), 0);
    try {
      return await ask(changeFor(to), { from: plan.model, to, attempts });
    } catch (error) {
      if (plan.signal?.aborted === true || FireworksAbortError.isInstance(error)) throw error;
      if (!isOverloaded(error)) plan.warn(unusable(to, error));
      failed.push({ to, error });
    }
  }
  throw withOthers(failed);
}

/** The policy's entries that differ from what is asked first, each once. */
function alternativesOf({ policy, model, serviceTier }: OverloadPlan): string[] {
  if (policy == null || policy === false) return [];
  const entries: unknown = typeof policy === "string" ? [policy] : policy;
  if (!Array.isArray(entries) || !entries.every(isName)) {
    throw inputError("`onOverload` holds something that is no model id.", {
      field: "onOverload",
      code: "invalid_option",
      hint: 'Pass "priority", or a list of "priority" and model ids.',
    });
  }
  const asked = new Set([model, ...(serviceTier() === PRIORITY ? [PRIORITY] : [])]);
  return [...new Set(entries)].filter((entry) => !asked.has(entry));
}

const isName = (entry: unknown): entry is string =>
  typeof entry === "string" && entry.trim() !== "";

/** What the constructor says is behind its model does not hold for another one. */
const changeFor = (to: string): OverloadChange =>
  to === PRIORITY ? { serviceTier: PRIORITY } : { model: to, baseModel: to };

function isOverloaded(error: unknown): boolean {
  return (
    FireworksOverloadedError.isInstance(error) &&
    !FireworksDeploymentScalingUpError.isInstance(error)
  );
}

const attemptsOf = (error: unknown): number =>
  FireworksError.isInstance(error) ? (error.attempts ?? 0) : 0;

/** An alternative that is refused will be refused next time as well. */
const unusable = (to: string, error: unknown) => ({
  code: "unusable_overload_alternative",
  message: `The alternative "${to}" of \`onOverload\` failed: ${messageOf(error)}`,
  field: "onOverload",
  model: to,
});

function withOthers(failed: readonly OverloadAttempt[]): unknown {
  // An alternative that is refused must not hide that trying again may help.
  const thrown = failed.findLast(({ error }) => isOverloaded(error));
  if (!FireworksError.isInstance(thrown?.error)) return thrown?.error;
  const others = failed.filter((attempt) => attempt !== thrown);
  Object.defineProperty(thrown.error, "overloadAttempts", { value: others, configurable: true });
  const listed = others.map(({ to, error }) => `${to} (${brief(error)})`);
  addToMessage(thrown.error, `Also asked: ${listed.join(", ")}.`);
  return thrown.error;
}

function brief(error: unknown): string {
  if (!FireworksError.isInstance(error)) return messageOf(error);
  if (FireworksApiError.isInstance(error)) return `status ${error.status}`;
  return error.code ?? error.name;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
