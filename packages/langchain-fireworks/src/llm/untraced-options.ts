import type { FireworksLLMCallOptions } from "./llm-options.js";

/** Call options that must not be seen in a trace, or mean nothing there. */
const UNTRACED_NAMES = ["headers", "signal", "onRetry", "onResponse", "pacing"] as const;

/** What is kept out of traces. */
type Untraced = Pick<FireworksLLMCallOptions, (typeof UNTRACED_NAMES)[number]>;

const UNTRACED: unique symbol = Symbol("the call options that are not traced");

/**
 * Core hands an LLM's call options to every callback as they are, and headers may hold credentials.
 * They are carried where nothing that prints or writes an object looks.
 */
export function hideUntraced<Options extends Untraced>(options: Options): Options {
  const shown = { ...options };
  const hidden: Untraced = {};
  for (const name of UNTRACED_NAMES) {
    if (shown[name] !== undefined) Object.assign(hidden, { [name]: shown[name] });
    delete shown[name];
  }
  Object.defineProperty(shown, UNTRACED, { value: hidden, enumerable: false });
  return shown;
}

/** Undoes {@link hideUntraced}. */
export function withUntraced<Options extends object>(options: Options): Options & Untraced {
  return { ...options, ...(Reflect.get(options, UNTRACED) as Untraced | undefined) };
}
