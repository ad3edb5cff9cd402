import {
  createContentParser,
  createFunctionCallingParser,
} from "@langchain/core/language_models/structured_output";
import type { AIMessage, BaseMessage } from "@langchain/core/messages";
import {
  type BaseLLMOutputParser,
  JsonOutputParser,
  OutputParserException,
  parseJsonMarkdown,
} from "@langchain/core/output_parsers";
import { JsonOutputKeyToolsParser } from "@langchain/core/output_parsers/openai_tools";
import type { ChatGeneration, ChatGenerationChunk } from "@langchain/core/outputs";
import type { JsonSchema } from "fireworks-client/wire";
import { withoutFilledNulls } from "./convert/filled-nulls.js";

export type Shape = Record<string, unknown>;

/** Core's parsers look only at what a schema gives, not at what it takes. */
export type ParsedSchema<Output extends Shape> = Parameters<typeof createContentParser<Output>>[0];

/** What an answer is read with. */
export interface ReadTarget<Output extends Shape> {
  /** The schema as given, which validates. */
  schema: ParsedSchema<Output>;
  jsonSchema: JsonSchema;
  /** The tool's name, for function calling. */
  name: string;
  strict: boolean | undefined;
}

/** Reads the arguments of the one tool that was forced. */
export function calledToolParser<Output extends Shape>(
  target: ReadTarget<Output>,
): BaseLLMOutputParser<Output> {
  class CalledToolParser extends JsonOutputKeyToolsParser<Output> {
    override async parseResult(
      generations: ChatGeneration[] | ChatGenerationChunk[],
    ): Promise<Output> {
      const result: Output | undefined = await super.parseResult(generations);
      if (result !== undefined) return result;
      throw notCalled(target.name, generations[0]?.message);
    }

    protected override _validateResult(result: unknown): Promise<Output> {
      return super._validateResult(withoutNulls(target, result));
    }
  }
  return createFunctionCallingParser(target.schema, target.name, CalledToolParser);
}

/** Reads the text as JSON, whatever a model wraps around it: code fences, or its thoughts before it. */
export function contentParser<Output extends Shape>(
  target: ReadTarget<Output>,
): BaseLLMOutputParser<Output> {
  const parser = createContentParser(target.schema);
  const parse = parser.parse.bind(parser);
  parser.parse = (text, callbacks) => parse(jsonText(target, text), callbacks);
  if (parser instanceof JsonOutputParser) readPartially(target, parser);
  return parser;
}

/** The object as it grows, while a stream arrives. */
function readPartially(target: ReadTarget<Shape>, parser: JsonOutputParser): void {
  const read = parser.parsePartialResult.bind(parser);
  parser.parsePartialResult = async (generations) => {
    const [first, ...rest] = generations;
    const text = withoutThoughts(first?.text ?? "");
    const value = await read([{ ...first, text }, ...(rest as ChatGeneration[])]);
    return withoutNulls(target, value) as Shape | undefined;
  };
}

/** `undefined` for an answer that could not be read would travel far before it is noticed. */
function notCalled(tool: string, message: BaseMessage | undefined): OutputParserException {
  const { invalid_tool_calls: invalid = [], response_metadata: metadata } = (message ??
    {}) as Partial<AIMessage>;
  const cut = metadata?.finish_reason === "length" ? " The output budget ended first." : "";
  const call = invalid.find(({ name }) => name === tool);
  const text = call?.args ?? message?.text ?? "";
  return new OutputParserException(
    call === undefined
      ? `The model did not call the tool "${tool}" that holds the structured output.${cut} It said: ${JSON.stringify(text)}`
      : `The arguments of the tool "${tool}" cannot be read.${cut} ${call.error ?? ""} They are: ${JSON.stringify(text)}`,
    text,
  );
}

/** Thoughts before the answer; a chat template may have written the opening tag itself. */
const THOUGHTS = /^\s*(?:<think>)?[\s\S]*?<\/think>\s*/;
const JSON_START = /^\s*(?:[{["\d-]|```|true|false|null)/;

function withoutThoughts(text: string): string {
  return JSON_START.test(text) ? text : text.replace(THOUGHTS, "");
}

function jsonText(target: ReadTarget<Shape>, text: string): string {
  const answer = withoutThoughts(text);
  if (!target.strict) return answer;
  try {
    const value: unknown = parseJsonMarkdown(answer, JSON.parse);
    return JSON.stringify(withoutNulls(target, value));
  } catch {
    // Core's parser words the error.
    return answer;
  }
}

function withoutNulls({ strict, jsonSchema }: ReadTarget<Shape>, value: unknown): unknown {
  return strict ? withoutFilledNulls(value, jsonSchema) : value;
}
