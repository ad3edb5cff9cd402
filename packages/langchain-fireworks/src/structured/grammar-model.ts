import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { type BaseLLMOutputParser, OutputParserException } from "@langchain/core/output_parsers";
import { Runnable, type RunnableConfig } from "@langchain/core/runnables";
import { concat } from "@langchain/core/utils/stream";
import type { AIMessageChunk } from "@langchain/core/messages";
import { choiceOf } from "../convert/message-chunk.js";
import { AnswerSequence } from "./answer-sequence.js";
import type { Answer } from "./answer-source.js";
import { structuredOutputError } from "./describe-failure.js";
import { type Grammar, grammarText } from "./grammar.js";
import type { StructurableModel } from "./structured-model.js";
import { finishReasonOf } from "./structured-output-error.js";

/** Makes something of the text a grammar allowed: a function, or one of LangChain's output parsers. */
export type GrammarParser<Text extends string, Value> =
  | ((text: Text) => Value | Promise<Value>)
  | BaseLLMOutputParser<Value>;

/** The model, bound to a grammar, and what reads its text. */
export function grammarModel<Text extends string, Value>(
  model: StructurableModel,
  grammar: string | Grammar<Text>,
  parser?: GrammarParser<Text, Value>,
): Runnable<BaseLanguageModelInput, Text | Value> {
  const llm = model.withConfig({
    responseFormat: { type: "grammar", grammar: grammarText(grammar) },
  });
  const reader = new GrammarReader<Text, Value>(
    typeof grammar === "string" ? undefined : grammar.choices,
    parser,
  );
  return AnswerSequence.of(llm, reader, "GrammarOutput");
}

/** Reads a text, checks that it is whole, and lets the parser have it. Plain text streams as it comes. */
class GrammarReader<Text extends string, Value> extends Runnable<Answer, Text | Value> {
  override lc_namespace: string[] = ["langchain_fireworks", "structured_output"];
  readonly #choices: readonly Text[] | undefined;
  readonly #parser: GrammarParser<Text, Value> | undefined;

  static override lc_name(): string {
    return "GrammarReader";
  }

  constructor(choices: readonly Text[] | undefined, parser?: GrammarParser<Text, Value>) {
    super();
    this.#choices = choices;
    this.#parser = parser;
  }

  override async invoke(answer: Answer, options?: Partial<RunnableConfig>): Promise<Text | Value> {
    const read = async (given: Answer): Promise<Text | Value> => this.#read(given);
    return this._callWithConfig(read, answer, { ...options, runType: "parser" });
  }

  override async *transform(
    pieces: AsyncGenerator<Answer>,
    options?: Partial<RunnableConfig>,
  ): AsyncGenerator<Text | Value> {
    const read = (given: AsyncGenerator<Answer>) => this.#readGrowing(given);
    yield* this._transformStreamWithConfig(pieces, read, { ...options, runType: "parser" });
  }

  /** Part of a choice is no choice, so only the text of a free grammar is handed out in pieces. */
  async *#readGrowing(pieces: AsyncIterable<Answer>): AsyncGenerator<Text | Value> {
    const streams = this.#choices === undefined && this.#parser === undefined;
    let answer: Answer | undefined;
    for await (const piece of pieces) {
      answer =
        answer === undefined ? piece : concat(answer as AIMessageChunk, piece as AIMessageChunk);
      if (streams && piece.text !== "" && choiceOf(piece) === 0) yield piece.text as Awaited<Text>;
    }
    if (answer === undefined) return;
    const last = await this.#read(answer);
    if (!streams) yield last;
  }

  async #read(answer: Answer): Promise<Text | Value> {
    // A batch with `returnExceptions` hands on the errors of the step before.
    if (answer instanceof Error) throw answer;
    const { text } = answer;
    const chosen = this.#chosen(answer, text);
    if (this.#parser === undefined) return chosen;
    try {
      return typeof this.#parser === "function"
        ? await this.#parser(chosen)
        : await this.#parser.invoke(chosen);
    } catch (cause) {
      if (cause instanceof OutputParserException) throw cause;
      const why = (cause as Error).message;
      const init = { answer, text, cause, reason: "invalid_value" as const };
      throw structuredOutputError(init, why);
    }
  }

  /** A cut text is none of the grammar's, unless it is one whole choice and no part of another. */
  #chosen(answer: Answer, text: string): Text {
    const choices = this.#choices;
    const isCut = finishReasonOf(answer) === "length";
    if (choices === undefined && !isCut) return text as Text;
    const chosen = choices?.find((choice) => choice === text || choice === text.trim());
    const others = choices?.filter((choice) => choice !== chosen && choice.startsWith(text));
    if (chosen !== undefined && !(isCut && others?.length)) return chosen;
    const detail = choices === undefined ? "" : `It has to be one of ${JSON.stringify(choices)}.`;
    const init = { answer, text, partial: text, reason: "invalid_value" as const };
    throw structuredOutputError(init, detail);
  }
}
