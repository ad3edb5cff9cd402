import type { StructuredToolInterface, StructuredToolParams } from "@langchain/core/tools";
import type { RunnableToolLike } from "@langchain/core/runnables";
import type { BindToolsInput } from "@langchain/core/language_models/chat_models";
import { isLangChainTool } from "@langchain/core/utils/function_calling";
import type { FunctionDefinition, Tool } from "fireworks-client/wire";
import { isRecord, textOf } from "./unknown-values.js";
import { grammarSafeSchema } from "./grammar-safe-schema.js";
import { schemaToJsonSchema } from "./schema-to-json-schema.js";
import { strictJsonSchema } from "./strict-json-schema.js";
import { inputError } from "../errors/input-error.js";

/** Any of these says what the parameters look like. */
const SHAPE_KEYS = ["type", "$ref", "anyOf", "oneOf", "allOf"] as const;

/** Where a tool written as an object keeps its schema: Anthropic, OpenAI, LangChain. */
const SCHEMA_KEYS = ["input_schema", "parameters", "schema"] as const;

type LangChainTool = StructuredToolInterface | StructuredToolParams | RunnableToolLike;

/**
 * Tools of every shape LangChain users have, as Fireworks' function definitions: LangChain tools
 * (zod 3, zod 4, Standard Schema, JSON Schema), runnables turned into tools, OpenAI's form and
 * Anthropic's. Only `name`, `description`, `parameters` and `strict` reach the wire.
 *
 * @throws {@link FireworksConfigurationError} for a tool that is not a function or whose schema
 * cannot be turned into JSON Schema.
 */
export function toolsToWire(tools: readonly BindToolsInput[], strict?: boolean | null): Tool[] {
  return toolDefinitions(tools, strict).map(closedIfStrict);
}

/** The same, with the schemas of strict tools as they were written: not yet closed. */
export function toolDefinitions(tools: readonly BindToolsInput[], strict?: boolean | null): Tool[] {
  return tools.map((tool, index) => {
    const definition = functionOf(tool, `tools[${index}]`);
    const isStrict = definition.strict ?? strict ?? undefined;
    return {
      type: "function",
      function: {
        name: definition.name,
        ...(definition.description != null && { description: definition.description }),
        parameters: definition.parameters ?? {},
        ...(isStrict !== undefined && { strict: isStrict }),
      },
    };
  });
}

function closedIfStrict({ type, function: definition }: Tool): Tool {
  const { parameters, strict } = definition;
  if (!strict || parameters == null) return { type, function: definition };
  return { type, function: { ...definition, parameters: strictJsonSchema(parameters) } };
}

function functionOf(tool: BindToolsInput, place: string): FunctionDefinition {
  if (typeof tool === "object" && tool !== null && isLangChainTool(tool))
    return fromLangChain(tool, place);
  if (isRecord(tool)) {
    if (isRecord(tool.function)) return fromFields(tool.function, "parameters", place);
    if (tool.type === undefined || tool.type === "function" || tool.type === "custom") {
      const key = SCHEMA_KEYS.find((name) => tool[name] !== undefined) ?? "parameters";
      return fromFields(tool, key, place);
    }
  }
  const type = isRecord(tool) ? JSON.stringify(tool.type) : typeof tool;
  throw inputError(
    `${place} is of the type ${type}, and Fireworks' chat API takes functions only.`,
    {
      field: place,
      code: "unsupported_tool",
      hint: 'Bind a LangChain tool or { type: "function", function: { name, description, parameters } }.',
    },
  );
}

function fromLangChain(tool: LangChainTool, place: string): FunctionDefinition {
  return {
    name: tool.name,
    description: tool.description,
    parameters: parametersOf(tool.schema, `${place}.schema`, tool.name),
  };
}

function fromFields(
  fields: Record<string, unknown>,
  schemaKey: string,
  place: string,
): FunctionDefinition {
  const name = textOf(fields.name);
  if (name === undefined) {
    throw inputError(`${place} has no name.`, {
      field: `${place}.name`,
      code: "unsupported_tool",
      hint: "Give the tool a name of up to 64 letters, digits, _ or -.",
    });
  }
  return {
    name,
    description: textOf(fields.description),
    parameters: parametersOf(fields[schemaKey], `${place}.${schemaKey}`, name),
    strict: typeof fields.strict === "boolean" ? fields.strict : undefined,
  };
}

/** A tool without parameters still needs an object schema, and one without `type` is refused. */
function parametersOf(schema: unknown, place: string, tool: string): Record<string, unknown> {
  if (schema == null) return { type: "object", properties: {} };
  const owner = `the tool "${tool}"`;
  const document = schemaToJsonSchema(schema, place, owner);
  if (Object.keys(document).length === 0) return { type: "object", properties: {} };
  const parameters = grammarSafeSchema(document, place, owner);
  return SHAPE_KEYS.some((key) => parameters[key] !== undefined)
    ? parameters
    : { type: "object", properties: {}, ...parameters };
}
