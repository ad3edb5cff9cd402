import type {
  BaseLanguageModelInput,
  StructuredOutputMethodOptions,
} from "@langchain/core/language_models/base";
import type { ModelProfile } from "@langchain/core/language_models/profile";
import type { AIMessageChunk, BaseMessage } from "@langchain/core/messages";
import { type Runnable, RunnableLambda } from "@langchain/core/runnables";
import type { SerializableSchema } from "@langchain/core/utils/standard_schema";
import type { InteropZodType } from "@langchain/core/utils/types";
import type { ChatFireworksCallOptions } from "../chat/chat-options.js";
import { inputMessages } from "../convert/input-messages.js";
import type { Warn } from "../errors/warnings.js";
import { AnswerReader, type Output } from "./answer-reader.js";
import { AnswerSequence } from "./answer-sequence.js";
import type { Grammar } from "./grammar.js";
import { methodFor, METHODS, type StructuredOutputMethod } from "./methods.js";
import type { ReadPlan } from "./read-answer.js";
import { reportFindings } from "./report-findings.js";
import { schemaCheck } from "./schema-check.js";
import { type InjectSchema, promptWithSchema } from "./schema-in-prompt.js";
import type { StructuredOutputError } from "./structured-output-error.js";
import { type Target, targetOf } from "./target.js";

/**
 * A zod 3, zod 4, Standard Schema or JSON Schema object; an OpenAI function definition works too.
 *
 * `object` and not `Record<string, unknown>`: interfaces, such as the `JSONSchema7` of
 * `@types/json-schema`, have no index signature.
 */
export type StructuredOutputSchema<Value> =
  | InteropZodType<Value, unknown>
  | SerializableSchema<unknown, Value>
  | object;

/** How an object is asked for and read. */
export interface StructuredOutputConfig<IncludeRaw extends boolean = boolean> extends Omit<
  StructuredOutputMethodOptions<IncludeRaw>,
  "method" | "includeRaw" | "name" | "strict"
> {
  /** The name of the tool or the schema. Default: the schema's title, else `extract`. */
  name?: string | undefined;
  /**
   * `functionCalling`: a forced tool. `jsonSchema`: `response_format` with the schema. `jsonMode`:
   * JSON mode with the schema. `grammar`: JSON by a grammar of yours. Default: `jsonSchema` where the
   * model's profile has `structuredOutput`, where `tools` are given or where the schema is no object;
   * `grammar` where one is given; else `functionCalling`.
   */
  method?: StructuredOutputMethod | (string & {}) | undefined;
  /** Give `{ raw, parsed, parsing_error?, error? }`, and what cannot be read as data. Default false. */
  includeRaw?: IncludeRaw | undefined;
  /**
   * Close the schema and require every property. Fireworks accepts the mark and ignores it. Default:
   * the model's `strict`.
   */
  strict?: boolean | undefined;
  /** For method `grammar`: GBNF with a rule `root`, which has to describe JSON that fits the schema. */
  grammar?: string | Grammar | undefined;
  /**
   * Say the schema in the system message as well, as Fireworks advises. `auto`, the default, does
   * unless a message holds it already. Method `functionCalling` never does: the tool says it.
   */
  injectSchema?: InjectSchema | undefined;
  /** Report what the server does not enforce of the schema as warnings, at once. Default false. */
  lint?: boolean | undefined;
  /** Tools the model may call instead of answering; not with method `functionCalling`. */
  tools?: ChatFireworksCallOptions["tools"];
}

/** What `includeRaw` gives: the message, and what could be read from it. */
export interface RawAndParsed<Value> {
  raw: AIMessageChunk;
  /** `null` when the answer could not be read; while streaming, the part that has arrived. */
  parsed: Value;
  /** Why it could not be read; absent when it could. */
  parsing_error?: string;
  /** The same as a typed error, with the text, the partial object, the finish reason and the usage. */
  error?: StructuredOutputError;
}

/** The part of the model this needs. */
export interface StructurableModel {
  readonly profile: ModelProfile;
  /** Whether its tools are strict, unless a call says otherwise. */
  readonly strict?: boolean | undefined;
  withConfig(
    config: Partial<ChatFireworksCallOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk>;
}

/**
 * The model, bound to answer in the shape of a schema, and the reader that validates what it says.
 *
 * @throws {@link FireworksConfigurationError} for a method there is not, settings that do not go
 * together, a grammar without `root`, or a schema that cannot be turned into JSON Schema.
 */
export function structuredModel<Value>(
  model: StructurableModel,
  schema: StructuredOutputSchema<Value>,
  config: StructuredOutputConfig,
  warn: Warn,
): Runnable<BaseLanguageModelInput, Value | RawAndParsed<Value | null>> {
  const target = targetOf(schema, { name: config.name, strict: config.strict ?? model.strict });
  if (config.lint) reportFindings(target, warn);
  const { structuredOutput } = model.profile;
  const method = methodFor({ ...config, structuredOutput }, target);
  const { ask, source, promptsSchema } = METHODS[method];
  const plan: ReadPlan<Value> = {
    source: source(target),
    check: schemaCheck(target.given, (why) => warn(uncheckedSchema(target, why))),
    filledBy: target.strict ? target.jsonSchema : undefined,
  };
  const llm = model.withConfig({
    ...ask(target, config),
    ls_structured_output_format: { kwargs: { method }, schema: target.jsonSchema },
  });
  const inject = promptsSchema ? (config.injectSchema ?? "auto") : false;
  const asked = inject === false ? llm : schemaStep(target, inject).pipe(llm);
  return config.includeRaw
    ? AnswerSequence.of(
        asked,
        new AnswerReader(plan, rawAndParsed<Value>()),
        "StructuredOutputRunnable",
      )
    : AnswerSequence.of(asked, new AnswerReader(plan, valueAlone<Value>()), "StructuredOutput");
}

function schemaStep(
  target: Target,
  inject: InjectSchema,
): Runnable<BaseLanguageModelInput, BaseMessage[]> {
  const { wireSchema, jsonSchema } = target;
  const step = RunnableLambda.from((input: BaseLanguageModelInput) => {
    return promptWithSchema(inputMessages(input), wireSchema, inject, [wireSchema, jsonSchema]);
  });
  return step.withConfig({ runName: "SchemaInPrompt" });
}

function valueAlone<Value>(): Output<Value, Value> {
  return {
    whole(_, reading) {
      if ("error" in reading) throw reading.error;
      return reading.value;
    },
    partial: (_, value) => value as Value | undefined,
  };
}

function rawAndParsed<Value>(): Output<Value, RawAndParsed<Value | null>> {
  return {
    whole(answer, reading) {
      const raw = answer as AIMessageChunk;
      if ("value" in reading) return { raw, parsed: reading.value };
      return { raw, parsed: null, parsing_error: reading.error.message, error: reading.error };
    },
    partial: (answer, value) => ({
      raw: answer as AIMessageChunk,
      parsed: (value ?? null) as Value | null,
    }),
  };
}

function uncheckedSchema({ name }: Target, why: string) {
  return {
    code: "unchecked_schema",
    message: `Answers cannot be checked against the schema "${name}": ${why}`,
    field: name,
  };
}
