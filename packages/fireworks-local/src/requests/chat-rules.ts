import type { ChatCompletionRequest, Tool } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import { checkGenerationRules } from "./generation-rules.js";
import { CHAT_IMAGES, checkMessages } from "./message-rules.js";
import { invalidRequest, type Refusal } from "./refusal.js";
import { findUnsupportedSchema } from "./schema-support.js";

/** What a shape cannot say: fields that exclude each other, or that must fit the model or each other. */
export function checkChatRules(
  request: ChatCompletionRequest,
  model: LocalModel,
  /** The formats of inline images; other endpoints that end as a chat read others. */
  images: RegExp = CHAT_IMAGES,
): Refusal | undefined {
  return (
    checkGenerationRules(request, model) ?? checkMessages(request, images) ?? checkTools(request)
  );
}

function checkTools(request: ChatCompletionRequest): Refusal | undefined {
  const tools = offeredTools(request);
  for (const [at, { function: tool }] of tools.entries()) {
    const unsupported = tool.parameters ? findUnsupportedSchema(tool.parameters) : undefined;
    if (unsupported !== undefined)
      return invalidRequest(unsupported).at(`tools[${at}].function.parameters`);
  }
  const choice = toolChoiceOf(request);
  if (typeof choice === "object" && !tools.some((tool) => tool.function.name === choice.name))
    return invalidRequest(`Tool '${choice.name}' in tool_choice is not among the tools`).at(
      "tool_choice",
    );
  return undefined;
}

/** The deprecated `functions` are tools by another name (contract 2.1). */
export function offeredTools(request: ChatCompletionRequest): Tool[] {
  const functions = (request.functions ?? []).map((definition): Tool => ({
    type: "function",
    function: definition,
  }));
  return [...(request.tools ?? []), ...functions];
}

export type ToolDemand = "auto" | "none" | "any" | "required" | { name: string };

export function toolChoiceOf(request: ChatCompletionRequest): ToolDemand {
  const choice = request.tool_choice ?? request.function_call ?? "auto";
  if (typeof choice === "string") return choice;
  return "function" in choice ? { name: choice.function.name } : { name: choice.name };
}
