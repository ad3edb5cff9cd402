import type { Wire } from "../answers/good-answers.js";
import type { Fetch } from "../transports.js";

/** How an entry point is called in a cell: the options users have, and where to look for the key. */
export interface CallSetup {
  readonly baseURL: string;
  readonly apiKey: string;
  readonly fetch: Fetch;
  readonly maxRetries: number;
  readonly timeout?: number;
  readonly firstByteTimeout?: number;
  readonly streamIdleTimeout?: number;
  readonly maxEventLength?: number;
  readonly signal?: AbortSignal;
  /** Everything that was seen or came out. */
  readonly keep: (...things: unknown[]) => void;
}

/** What one call gave. */
export interface Outcome {
  /** The answer as one text, if there was one. */
  readonly answer?: string;
  /** What was thrown, if something was. */
  readonly error?: unknown;
  /** What the consumer of a stream was given before it ended or broke. */
  readonly delivered: string;
}

/** A way into the packages. Data, so that every fault meets every one of them. */
export interface EntryPoint {
  /** `chat.invoke`. */
  readonly name: string;
  readonly wire: Wire;
  /** Whether it asks for a stream. */
  readonly streamed: boolean;
  /** Whether the consumer is handed the pieces as they come. */
  readonly delivers: boolean;
  /** Where its requests go; others, such as the look-up of similar models, are not counted as tries. */
  readonly path: string;
  /** Calls at once: as many requests if nothing is tried again. */
  readonly calls: number;
  /** The answer that stands for success. */
  readonly expected: string;
  /** Never rejects. */
  call(setup: CallSetup): Promise<Outcome>;
}

/** One call, answered in one piece. */
export const WHOLE = { streamed: false, delivers: false, calls: 1 } as const;

/** Runs a call of which only the end is seen. */
export async function wholeOutcome(ask: () => Promise<string>): Promise<Outcome> {
  try {
    return { answer: await ask(), delivered: "" };
  } catch (error) {
    return { error, delivered: "" };
  }
}

/** Runs a call that hands over pieces. */
export async function streamOutcome(
  ask: () => AsyncIterable<string> | Promise<AsyncIterable<string>>,
): Promise<Outcome> {
  let delivered = "";
  try {
    for await (const piece of await ask()) delivered += piece;
    return { answer: delivered, delivered };
  } catch (error) {
    return { error, delivered };
  }
}

/** What had arrived, as the error holds it: the client's `partial` or LangChain's `partialOutput`. */
export function partialText(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const output: unknown = Reflect.get(error, "partialOutput");
  if (typeof output === "object" && output !== null) return String(Reflect.get(output, "text"));
  const whole = Reflect.get(error, "partial") as PartialAnswer | undefined;
  const choice = whole?.choices[0];
  return choice && (choice.message?.content ?? choice.text ?? "");
}

interface PartialAnswer {
  readonly choices: readonly {
    readonly message?: { readonly content?: string | null };
    readonly text?: string;
  }[];
}
