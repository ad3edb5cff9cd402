import type { AIMessage, AIMessageChunk, UsageMetadata } from "@langchain/core/messages";
import { OutputParserException } from "@langchain/core/output_parsers";

/**
 * Why an answer is not the object that was asked for: `cut` by the output budget; `not_called`, the
 * tool that holds the object was not called; `called_tools`, other bound tools were called instead;
 * `empty`, there is no text; `invalid_json`; `invalid_value`, JSON that does not fit the schema or
 * the grammar.
 */
export type StructuredOutputFailure =
  | "cut"
  | "not_called"
  | "called_tools"
  | "empty"
  | "invalid_json"
  | "invalid_value";

/** One place where a value does not fit. */
export interface StructuredOutputIssue {
  /** Names and list indices from the root; empty for the root itself. */
  path: (string | number)[];
  /** What is wrong with the value there. */
  message: string;
}

/** What is known of an answer that could not be read. */
export interface StructuredOutputErrorInit {
  /** Why it could not be read. */
  reason: StructuredOutputFailure;
  /** The text it was read from. */
  text: string;
  /** The message that holds the text. */
  answer: AIMessage | AIMessageChunk;
  /** What could be read. */
  partial?: unknown;
  /** Where the value does not fit. */
  issues?: readonly StructuredOutputIssue[];
  /** The error of the parser or the schema, if there is one. */
  cause?: unknown;
}

const MARK: unique symbol = Symbol.for("langchain-fireworks.error.StructuredOutputError") as never;
const CUT_MARK: unique symbol = Symbol.for(
  "langchain-fireworks.error.StructuredOutputCutError",
) as never;

/**
 * An answer that is not the object that was asked for. It is one of LangChain's
 * `OutputParserException`s, with `lc_error_code` `OUTPUT_PARSING_FAILURE`, and holds all that came.
 */
export class StructuredOutputError extends OutputParserException {
  /** For logs; test with `isInstance`. */
  override name = "StructuredOutputError";
  /** Why the answer could not be read. */
  readonly reason: StructuredOutputFailure;
  /** The text the object was read from: the answer's, or the arguments of the tool. */
  readonly text: string;
  /** What could be read of an incomplete object, or the complete one that does not fit. */
  readonly partial: unknown;
  /** Where the value does not fit; empty for other reasons. */
  readonly issues: readonly StructuredOutputIssue[];
  /** Fireworks' finish reason: `stop`, `length`, `tool_calls`… */
  readonly finishReason: string | undefined;
  /** What the answer cost. */
  readonly usage: UsageMetadata | undefined;
  /** The whole message. Not enumerable, so that a logged error stays short. */
  declare readonly answer: AIMessage | AIMessageChunk;

  constructor(message: string, init: StructuredOutputErrorInit) {
    super(message, init.text);
    if (init.cause !== undefined) this.cause = init.cause;
    this.reason = init.reason;
    this.text = init.text;
    this.partial = init.partial;
    this.issues = init.issues ?? [];
    this.finishReason = finishReasonOf(init.answer);
    this.usage = init.answer.usage_metadata;
    Object.defineProperty(this, "answer", { value: init.answer });
    Object.defineProperty(this, MARK, { value: true });
  }

  /** Also recognises errors of another copy of the package. */
  static isInstance(value: unknown): value is StructuredOutputError {
    return carries(value, MARK);
  }
}

/** The output budget ended before the object was complete; `partial` is what had arrived. */
export class StructuredOutputCutError extends StructuredOutputError {
  override name = "StructuredOutputCutError";
  declare readonly reason: "cut";

  constructor(message: string, init: Omit<StructuredOutputErrorInit, "reason">) {
    super(message, { ...init, reason: "cut" });
    Object.defineProperty(this, CUT_MARK, { value: true });
  }

  static override isInstance(value: unknown): value is StructuredOutputCutError {
    return carries(value, CUT_MARK);
  }
}

export function finishReasonOf(answer: AIMessage | AIMessageChunk): string | undefined {
  const reason: unknown = answer.response_metadata.finish_reason;
  return typeof reason === "string" ? reason : undefined;
}

function carries(value: unknown, mark: symbol): boolean {
  return typeof value === "object" && value !== null && Reflect.get(value, mark) === true;
}
