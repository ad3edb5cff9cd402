import type { Tool, ToolChoice } from "fireworks-client/wire";
import { isRecord, textOf } from "./unknown-values.js";
import { inputError } from "../errors/input-error.js";

/**
 * Every spelling of a tool choice: `auto`, `none`, `any`, `required`, `true` (the only tool, or
 * any), `false` (none), a tool's name, and the object forms of OpenAI and Anthropic. Undefined when
 * there is nothing to say: without tools, `auto` and `none` are not sent.
 *
 * @throws {@link FireworksConfigurationError} when it names a tool that is not bound, or wants a call
 * and no tool is bound.
 */
export function toolChoiceToWire(choice: unknown, tools: readonly Tool[]): ToolChoice | undefined {
  if (choice == null) return undefined;
  if (choice === true && tools.length === 1 && tools[0]) return named(tools[0].function.name);
  const name = chosenName(choice);
  if (name === "auto" || name === "none") return tools.length > 0 ? name : undefined;
  if ((name === "any" || name === "required") && tools.length > 0) return name;
  const known = tools.map((tool) => tool.function.name);
  if (name !== undefined && known.includes(name)) return named(name);
  throw unknownTool(choice, known);
}

function unknownTool(choice: unknown, known: readonly string[]): Error {
  const [bound, hint] =
    known.length === 0
      ? ["no tool is bound", "Bind the tools, or leave `tool_choice` out."]
      : [
          `the bound tools are ${known.join(", ")}`,
          'Use "auto", "none", "any", "required", or the name of a bound tool.',
        ];
  return inputError(`tool_choice is ${JSON.stringify(choice)}, and ${bound}.`, {
    field: "tool_choice",
    code: "unknown_tool",
    hint,
  });
}

function named(name: string): ToolChoice {
  return { type: "function", function: { name } };
}

function chosenName(choice: unknown): string | undefined {
  if (typeof choice === "string") return choice;
  if (typeof choice === "boolean") return choice ? "any" : "none";
  if (!isRecord(choice)) return undefined;
  const name = isRecord(choice.function) ? choice.function.name : choice.name;
  return textOf(name) ?? textOf(choice.type);
}
