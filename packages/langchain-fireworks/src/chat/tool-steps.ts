import type { BindToolsInput } from "@langchain/core/language_models/chat_models";
import type { AnswerStep } from "../answer-steps/answer-step.js";
import { rescuedToolCalls } from "../answer-steps/rescued-tool-calls.js";
import { strictToolCalls } from "../answer-steps/strict-tool-calls.js";
import type { ChatFireworksCallOptions } from "./chat-options.js";
import type { RequestSettings } from "./chat-request.js";
import { toolDefinitions } from "../convert/tools-to-wire.js";
import { type ChatSettings, settingOf } from "../settings/settings.js";
import type { Warn } from "../errors/warnings.js";

type Fields = Pick<ChatSettings, "rescueToolCalls" | "strict"> & { readonly warn: Warn };
type Call = Pick<ChatFireworksCallOptions, "rescueToolCalls" | "strict" | "tools">;

/** How the tool calls of an answer are read, in this order. */
export function toolSteps(fields: Fields, call: Call, settings: RequestSettings): AnswerStep[] {
  const { tools = [], tool_choice: choice } = settings;
  const wantsRescue = settingOf("rescueToolCalls", fields, call) ?? false;
  const isRescued = wantsRescue && tools.length > 0 && choice !== "none";
  const strict = tools.some((tool) => tool.function.strict)
    ? strictToolCalls(givenTools(fields, call))
    : undefined;
  return [
    ...(isRescued ? [rescuedToolCalls(tools, fields.warn)] : []),
    ...(strict === undefined ? [] : [strict]),
  ];
}

/** The tools as they were given: what is sent has lost which properties were optional. */
function givenTools(fields: Fields, call: Call) {
  return toolDefinitions((call.tools ?? []) as BindToolsInput[], settingOf("strict", fields, call));
}
