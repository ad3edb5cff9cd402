import {
  ContextOverflowError,
  LangChainError,
  ModelAbortError,
  stampRetryable,
} from "@langchain/core/errors";
import type { AIMessageChunk } from "@langchain/core/messages";
import type { GenerationChunk } from "@langchain/core/outputs";
import {
  FireworksAbortError,
  FireworksAuthenticationError,
  FireworksConfigurationError,
  FireworksContextOverflowError,
  FireworksError,
  FireworksNotFoundError,
  FireworksRateLimitError,
} from "fireworks-client";

/** LangChain's troubleshooting page for an error, as its `lc_error_code`. */
const ERROR_CODES: readonly (readonly [{ isInstance(error: unknown): boolean }, string])[] = [
  [FireworksContextOverflowError, "CONTEXT_OVERFLOW"],
  [FireworksAuthenticationError, "MODEL_AUTHENTICATION"],
  [FireworksNotFoundError, "MODEL_NOT_FOUND"],
  [FireworksRateLimitError, "MODEL_RATE_LIMIT"],
  [FireworksAbortError, "MODEL_ABORTED"],
  [{ isInstance: isAboutToolResults }, "INVALID_TOOL_RESULTS"],
];

/** Refused input says what is wrong in its `code`; this one has a page of LangChain's. */
function isAboutToolResults(error: unknown): boolean {
  return FireworksConfigurationError.isInstance(error) && error.code === "INVALID_TOOL_RESULTS";
}

/** One of the other requests that failed, as `error.overloadAttempts` lists them. */
export interface OverloadAttempt {
  /** `"priority"`, or the id of the model that was asked. */
  to: string;
  /** Why that failed too. */
  error: unknown;
}

/**
 * What had arrived, as the class that was asked would have given it: the text is `text`, whichever it
 * is.
 */
export type PartialOutput = AIMessageChunk | GenerationChunk;

/** What the classes of this package add to a Fireworks error on its way out. */
export interface LangChainErrorFields {
  lc_error_code?: string;
  /** The model that was asked. */
  model?: string;
  /** What had arrived before the failure. */
  partialOutput?: PartialOutput;
  /** On a 404: the nearest model ids the key can call, best first. See `suggestModels`. */
  suggestedModels?: readonly string[];
  /** When every alternative of `onOverload` failed too: what was asked before this error. */
  overloadAttempts?: readonly OverloadAttempt[];
}

/**
 * Makes an error of the client one of LangChain's too, without wrapping it: same class, status,
 * request id and stack, plus core's marks. Middleware that asks `ContextOverflowError.isInstance`,
 * `ModelAbortError.isInstance` or `getRetryable` gets its answer. Other errors pass unchanged.
 */
export function adoptError<Thrown>(
  error: Thrown,
  fields: Pick<LangChainErrorFields, "model" | "partialOutput">,
): Thrown {
  if (!FireworksError.isInstance(error)) return error;
  const adopted: LangChainErrorFields = { ...fields };
  const code = ERROR_CODES.find(([kind]) => kind.isInstance(error))?.[1];
  if (code !== undefined) adopted.lc_error_code = code;
  for (const [name, value] of Object.entries(adopted)) {
    if (value !== undefined) {
      Object.defineProperty(error, name, {
        value,
        configurable: true,
        enumerable: name !== "partialOutput",
      });
    }
  }
  for (const specimen of specimensFor(error)) copyBrands(specimen, error);
  return stampRetryable(error, error.retryable);
}

function specimensFor(error: FireworksError): LangChainError[] {
  if (FireworksContextOverflowError.isInstance(error)) return [new ContextOverflowError()];
  if (FireworksAbortError.isInstance(error)) return [new ModelAbortError("")];
  return [new LangChainError()];
}

/**
 * Core recognises its errors by symbols on the instance, so that two copies of core agree. Reading
 * them off a specimen keeps their names core's business.
 */
function copyBrands(specimen: LangChainError, error: FireworksError): void {
  for (const brand of Object.getOwnPropertySymbols(specimen)) {
    const value: unknown = Reflect.get(specimen, brand);
    if (value === true) Object.defineProperty(error, brand, { value, configurable: true });
  }
}
