import {
  argumentsText,
  createToolCallTracker,
  toolCallName,
  trackToolCalls,
  type TrackedToolCall,
  type TrackedToolCallDelta,
} from "fireworks-client";
import type {
  ChatCompletionChoice,
  JsonSchema,
  Tool,
  ToolCall,
  ToolCallDelta,
} from "fireworks-client/wire";
import { allowsNull, withoutFilledNulls } from "../convert/filled-nulls.js";
import { eachSchema } from "../convert/subschemas.js";
import { isRecord } from "../convert/unknown-values.js";
import type { AnswerStep } from "./answer-step.js";
import { type ChoiceReader, eachChoice } from "./each-choice.js";

/** The schemas of strict tools as they were written, by the tools' names. */
type Schemas = ReadonlyMap<string, JsonSchema>;

/**
 * Takes the nulls out of the arguments of strict tools that stand where an optional property was made
 * required: the tool's own schema knows such a property only as absent.
 *
 * @param tools - The bound tools with their schemas before strict mode closed them.
 * @returns Undefined when no strict tool has such a property.
 */
export function strictToolCalls(tools: readonly Tool[]): AnswerStep | undefined {
  const schemas = new Map(
    tools.flatMap(({ function: { name, parameters, strict } }) =>
      strict && parameters && hasOptional(parameters) ? [[name, parameters] as const] : [],
    ),
  );
  if (schemas.size === 0) return undefined;
  return eachChoice({
    whole: (choice) => withCleanCalls(choice, schemas),
    open: () => holdingReader(schemas),
  });
}

/** Whether a model may have to fill in a null that the tool does not expect. */
function hasOptional(root: JsonSchema): boolean {
  let found = false;
  eachSchema(root, ({ properties, required }) => {
    const names = Array.isArray(required) ? required : [];
    for (const [name, property] of Object.entries(isRecord(properties) ? properties : {})) {
      found ||= !names.includes(name) && !allowsNull(property, root);
    }
  });
  return found;
}

function withCleanCalls(choice: ChatCompletionChoice, schemas: Schemas): ChatCompletionChoice {
  const { tool_calls: calls } = choice.message ?? {};
  if (!calls?.length) return choice;
  const clean = calls.map((call): ToolCall => {
    const schema = schemas.get(toolCallName(call.function?.name) ?? "");
    if (schema === undefined) return call;
    const args = withoutNulls(argumentsText(call.function.arguments), schema);
    return { ...call, function: { ...call.function, arguments: args } };
  });
  return { ...choice, message: { ...choice.message, tool_calls: clean } };
}

/** Arguments that cannot be read are left for the reader that says so. */
function withoutNulls(written: string, schema: JsonSchema): string {
  try {
    const value: unknown = JSON.parse(written);
    const clean = JSON.stringify(withoutFilledNulls(value, schema));
    return clean === JSON.stringify(value) ? written : clean;
  } catch {
    return written;
  }
}

/**
 * Which nulls go is known only when a call is complete, so the arguments of these tools are held back
 * until then, and those of a call whose name is not yet known.
 */
function holdingReader(schemas: Schemas): ChoiceReader {
  const tracker = createToolCallTracker();
  const released = new Set<number>();
  const handOn = (step: TrackedToolCallDelta): ToolCallDelta => {
    const call = tracker.calls[step.index] as TrackedToolCall;
    if (released.has(step.index)) return deltaOf(step, step.arguments);
    if (call.name === undefined || schemas.has(call.name)) return deltaOf(step, "");
    released.add(step.index);
    return deltaOf(step, call.arguments);
  };
  const rest = (): ToolCallDelta[] =>
    tracker.calls.flatMap((call, index) => {
      if (released.has(index) || call.arguments === "") return [];
      released.add(index);
      const schema = schemas.get(call.name ?? "");
      const args = schema ? withoutNulls(call.arguments, schema) : call.arguments;
      return [deltaOf({ index }, args)];
    });
  return {
    push: (choice) => {
      const deltas = trackToolCalls(tracker, choice.delta?.tool_calls).map(handOn);
      if (choice.finish_reason) deltas.push(...rest());
      if (deltas.length === 0 && !choice.delta?.tool_calls?.length) return choice;
      return { ...choice, delta: { ...choice.delta, tool_calls: deltas } };
    },
    end: () => {
      const deltas = rest();
      return deltas.length > 0 ? { tool_calls: deltas } : undefined;
    },
  };
}

function deltaOf(
  { index, id, name }: Pick<TrackedToolCallDelta, "index" | "id" | "name">,
  args: string,
): ToolCallDelta {
  return {
    index,
    ...(id !== undefined && { id }),
    type: "function",
    function: { ...(name !== undefined && { name }), arguments: args },
  };
}
