import type { ChatFireworksCallOptions } from "../chat/chat-options.js";
import { inputError } from "../errors/input-error.js";
import { type AnswerSource, argumentsOf, CONTENT } from "./answer-source.js";
import { type Grammar, grammarText } from "./grammar.js";
import type { Target } from "./target.js";

/** How structured output can be asked for. */
export type StructuredOutputMethod = "functionCalling" | "jsonSchema" | "jsonMode" | "grammar";

/** What else the methods ask with. */
export interface MethodInput {
  grammar?: string | Grammar | undefined;
  tools?: ChatFireworksCallOptions["tools"];
}

/** What a method asks Fireworks for, where its JSON then stands, and whether the prompt says the schema. */
interface Method {
  ask(target: Target, input: MethodInput): Partial<ChatFireworksCallOptions>;
  source(target: Target): AnswerSource;
  promptsSchema: boolean;
}

export const METHODS: Readonly<Record<StructuredOutputMethod, Method>> = {
  functionCalling: {
    ask: forcedTool,
    source: ({ name }) => argumentsOf(name),
    promptsSchema: false,
  },
  jsonSchema: {
    ask: ({ name, description, wireSchema, strict }, { tools }) => ({
      ...(tools !== undefined && { tools }),
      responseFormat: {
        type: "json_schema",
        json_schema: {
          name,
          ...(description !== undefined && { description }),
          schema: wireSchema,
          ...(strict !== undefined && { strict }),
        },
      },
    }),
    source: () => CONTENT,
    promptsSchema: true,
  },
  // Fireworks' own form: JSON mode that also holds the schema, so that it is enforced.
  jsonMode: {
    ask: ({ wireSchema }, { tools }) => ({
      ...(tools !== undefined && { tools }),
      responseFormat: { type: "json_object", schema: wireSchema },
    }),
    source: () => CONTENT,
    promptsSchema: true,
  },
  grammar: {
    ask: (_, { tools, grammar }) => ({
      ...(tools !== undefined && { tools }),
      responseFormat: { type: "grammar", grammar: grammarText(grammar) },
    }),
    source: () => CONTENT,
    promptsSchema: true,
  },
};

/** What decides when no method is given. */
export interface MethodHints extends MethodInput {
  method?: string | undefined;
  /** What the model's profile says. */
  structuredOutput?: boolean | undefined;
}

/**
 * The method given; else the grammar's; else `jsonSchema` where a tool cannot hold the answer, where
 * tools of the caller's own are bound, or where the model is known to take it; else a tool.
 *
 * @throws {@link FireworksConfigurationError} for a method there is not, and for settings that the
 * method has no use for.
 */
export function methodFor(hints: MethodHints, target: Target): StructuredOutputMethod {
  const method = hints.method ?? defaultMethod(hints, target);
  if (!isMethod(method)) {
    throw inputError(`There is no structured output method ${JSON.stringify(method)}.`, {
      field: "method",
      code: "unknown_method",
      hint: `Use one of ${Object.keys(METHODS).join(", ")}.`,
    });
  }
  if (hints.grammar !== undefined && method !== "grammar") {
    throw inputError(`Method "${method}" cannot use a grammar.`, {
      field: "grammar",
      code: "unused_grammar",
      hint: 'Leave out `method`, or set it to "grammar".',
    });
  }
  return method;
}

function isMethod(method: string): method is StructuredOutputMethod {
  return Object.hasOwn(METHODS, method);
}

function defaultMethod(hints: MethodHints, { jsonSchema }: Target): StructuredOutputMethod {
  if (hints.grammar !== undefined) return "grammar";
  const prefersSchema = hints.structuredOutput === true || hints.tools !== undefined;
  return prefersSchema || !isObjectSchema(jsonSchema.type) ? "jsonSchema" : "functionCalling";
}

function isObjectSchema(type: unknown): boolean {
  return type === undefined || type === "object";
}

/** A tool's arguments are an object, always, and the one forced tool is the answer. */
function forcedTool(target: Target, { tools }: MethodInput): Partial<ChatFireworksCallOptions> {
  const { name, description, jsonSchema, strict } = target;
  if (!isObjectSchema(jsonSchema.type)) {
    throw inputError(
      `The schema describes ${JSON.stringify(jsonSchema.type)}, and a tool's arguments are an object.`,
      {
        field: "schema",
        code: "unsupported_schema",
        hint: 'Use method "jsonSchema", or put the value into an object.',
      },
    );
  }
  if (tools !== undefined) {
    throw inputError('Method "functionCalling" forces its own tool, so no other can be called.', {
      field: "tools",
      code: "unused_tools",
      hint: 'Use method "jsonSchema" beside tools.',
    });
  }
  const parameters = jsonSchema;
  return {
    tools: [
      {
        type: "function",
        function: {
          name,
          description: description ?? "Gives the answer in the requested form.",
          parameters,
          ...(strict !== undefined && { strict }),
        },
      },
    ],
    tool_choice: { type: "function", function: { name } },
    parallelToolCalls: false,
  };
}
