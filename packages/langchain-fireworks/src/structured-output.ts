import type {
  BaseLanguageModelInput,
  StructuredOutputMethodOptions,
} from "@langchain/core/language_models/base";
import type { AIMessageChunk, BaseMessage } from "@langchain/core/messages";
import type { BaseLLMOutputParser } from "@langchain/core/output_parsers";
import { type Runnable, RunnableLambda, RunnableSequence } from "@langchain/core/runnables";
import type { SerializableSchema } from "@langchain/core/utils/standard_schema";
import type { InteropZodType } from "@langchain/core/utils/types";
import type { JsonSchema } from "fireworks-client/wire";
import type { ChatFireworksCallOptions } from "./chat-options.js";
import { isRecord, textOf } from "./convert/unknown-values.js";
import { schemaToJsonSchema, withoutDialect } from "./convert/schema-to-json-schema.js";
import { strictJsonSchema } from "./convert/strict-json-schema.js";
import { inputError } from "./input-error.js";
import {
  calledToolParser,
  contentParser,
  type ParsedSchema,
  type ReadTarget,
  type Shape,
} from "./structured-parsers.js";

/** A zod 3, zod 4, Standard Schema or JSON Schema object; an OpenAI function definition works too. */
export type StructuredOutputSchema<Output extends Shape> =
  | InteropZodType<Output, unknown>
  | SerializableSchema<unknown, Output>
  | Record<string, unknown>;

/** `name` of the tool or schema, `method`, `includeRaw`, `strict`. */
export type StructuredOutputConfig<IncludeRaw extends boolean = boolean> =
  StructuredOutputMethodOptions<IncludeRaw>;

/** What `includeRaw` gives: the message, and what could be read from it. */
export interface RawAndParsed<Output> {
  raw: BaseMessage;
  /** `null` when the answer could not be parsed. */
  parsed: Output;
  /** Why it could not be parsed; absent when it could. */
  parsing_error?: string;
}

/** The part of the model this needs. */
interface ConfigurableModel {
  withConfig(
    config: Partial<ChatFireworksCallOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk>;
}

/** What is asked for: the schema as given (its parser validates), as JSON Schema, and its name. */
interface Target<Output extends Shape> extends ReadTarget<Output> {
  description: string | undefined;
}

interface Plan<Output extends Shape> {
  options: Partial<ChatFireworksCallOptions>;
  parser: BaseLLMOutputParser<Output>;
}

type Method = "functionCalling" | "jsonSchema" | "jsonMode";

/** The three methods: what each asks Fireworks for, and how it reads the answer. */
const METHODS: Readonly<
  Record<Method, <Output extends Shape>(target: Target<Output>) => Plan<Output>>
> = {
  functionCalling: (target) => ({
    options: {
      tools: [functionTool(target)],
      tool_choice: { type: "function", function: { name: target.name } },
      parallelToolCalls: false,
    },
    parser: calledToolParser(target),
  }),
  jsonSchema: (target) => ({
    options: {
      responseFormat: {
        type: "json_schema",
        json_schema: {
          name: target.name,
          ...(target.description !== undefined && { description: target.description }),
          schema: wireSchema(target),
          ...(target.strict !== undefined && { strict: target.strict }),
        },
      },
    },
    parser: contentParser(target),
  }),
  // Fireworks' own form: JSON mode that also holds the schema, so that it is enforced.
  jsonMode: (target) => ({
    options: { responseFormat: { type: "json_object", schema: wireSchema(target) } },
    parser: contentParser(target),
  }),
};

/**
 * The model, bound to answer in the shape of a schema, and the parser that reads and validates it.
 *
 * @throws {@link FireworksConfigurationError} for a method there is not, or a schema that cannot be
 * turned into JSON Schema.
 */
export function structuredModel<Output extends Shape>(
  model: ConfigurableModel,
  schema: StructuredOutputSchema<Output>,
  config: StructuredOutputConfig = {},
): Runnable<BaseLanguageModelInput, Output | RawAndParsed<Output | null>> {
  const method = methodOf(config.method);
  const target = targetOf(schema, config);
  if (method === "functionCalling") requireObject(target.jsonSchema);
  const plan = METHODS[method](target);
  const llm = model.withConfig({
    ...plan.options,
    ls_structured_output_format: { kwargs: { method }, schema: target.jsonSchema },
  });
  if (!config.includeRaw) {
    return llm.pipe(plan.parser).withConfig({ runName: "StructuredOutput" });
  }
  const parse = RunnableLambda.from(async ({ raw }: { raw: AIMessageChunk }, options) => {
    try {
      return { raw, parsed: await plan.parser.invoke(raw, options) };
    } catch (error) {
      return { raw, parsed: null, parsing_error: (error as Error).message };
    }
  });
  return RunnableSequence.from([{ raw: llm }, parse]).withConfig({
    runName: "StructuredOutputRunnable",
  }) as Runnable<BaseLanguageModelInput, RawAndParsed<Output | null>>;
}

function methodOf(method: string | undefined): Method {
  const chosen = method ?? "functionCalling";
  if (Object.hasOwn(METHODS, chosen)) return chosen as Method;
  throw inputError(`There is no structured output method ${JSON.stringify(method)}.`, {
    field: "method",
    code: "unknown_method",
    hint: `Use one of ${Object.keys(METHODS).join(", ")}.`,
  });
}

/** A tool's arguments are an object, always. */
function requireObject({ type }: JsonSchema): void {
  if (type === undefined || type === "object") return;
  throw inputError(
    `The schema describes ${JSON.stringify(type)}, and a tool's arguments are an object.`,
    {
      field: "schema",
      code: "unsupported_schema",
      hint: 'Use method "jsonSchema", or put the value into an object.',
    },
  );
}

function targetOf<Output extends Shape>(
  schema: StructuredOutputSchema<Output>,
  config: StructuredOutputConfig,
): Target<Output> {
  const definition = isFunctionDefinition(schema) ? schema : undefined;
  const jsonSchema = schemaToJsonSchema(
    definition?.parameters ?? schema,
    "schema",
    "the structured output",
  );
  const name = config.name ?? definition?.name ?? textOf(jsonSchema.title) ?? "extract";
  return {
    schema: (definition?.parameters ?? schema) as ParsedSchema<Output>,
    jsonSchema,
    name: name.replaceAll(/[^\w-]/g, "_").slice(0, 64),
    description: definition?.description ?? textOf(jsonSchema.description),
    strict: config.strict,
  };
}

function wireSchema(target: Target<Shape>): JsonSchema {
  const schema = withoutDialect(target.jsonSchema);
  return target.strict ? strictJsonSchema(schema) : schema;
}

function functionTool(target: Target<Shape>) {
  return {
    type: "function" as const,
    function: {
      name: target.name,
      description: target.description ?? "Gives the answer in the requested form.",
      parameters: target.jsonSchema,
      ...(target.strict !== undefined && { strict: target.strict }),
    },
  };
}

/** `{ name, description, parameters }`, which other integrations take in place of a schema. */
function isFunctionDefinition(
  schema: unknown,
): schema is { name: string; description?: string; parameters: Record<string, unknown> } {
  return isRecord(schema) && typeof schema.name === "string" && isRecord(schema.parameters);
}
