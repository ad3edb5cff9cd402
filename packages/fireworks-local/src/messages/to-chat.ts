import type { ChatCompletionRequest, Thinking, Tool, ToolChoice } from "fireworks-client/wire";
import { toChatMessages } from "./blocks-to-messages.js";
import type { MessagesRequest, MessagesTool, MessagesToolChoice } from "./messages-request.js";

/** The chat that asks the same. Fields that are left out stay so. */
export function toChat(request: MessagesRequest): ChatCompletionRequest {
  const { model, messages, max_tokens, temperature, top_p, top_k, stream, raw_output } = request;
  const { system, stop_sequences, tools, tool_choice, metadata } = request;
  const systemText = typeof system === "string" ? system : system?.map(({ text }) => text).join("");
  return withoutUndefined({
    model,
    messages: [
      ...(systemText ? [{ role: "system" as const, content: systemText }] : []),
      ...messages.flatMap(toChatMessages),
    ],
    max_tokens,
    temperature,
    top_p,
    // A chat takes no more; beyond it nothing is cut off.
    top_k: top_k === undefined ? undefined : Math.min(top_k, 100),
    stop: stop_sequences?.length ? stop_sequences : undefined,
    tools: tools?.map(toTool),
    tool_choice: tool_choice === undefined ? undefined : toToolChoice(tool_choice),
    parallel_tool_calls: isAlone(tool_choice) ? false : undefined,
    service_tier: request.service_tier,
    user: metadata?.user_id ?? undefined,
    raw_output: raw_output ?? undefined,
    ...effortOf(request),
    ...formatOf(request),
    ...(stream === true ? { stream, stream_options: { include_usage: true } } : {}),
  });
}

function withoutUndefined<Value extends object>(value: Value): Value {
  const given = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(given) as Value;
}

function toTool({ name, description, input_schema, strict }: MessagesTool): Tool {
  return {
    type: "function",
    function: withoutUndefined({ name, description, parameters: input_schema, strict }),
  };
}

function toToolChoice(choice: MessagesToolChoice): ToolChoice {
  return choice.type === "tool"
    ? { type: "function", function: { name: choice.name } }
    : choice.type;
}

function isAlone(choice: MessagesToolChoice | undefined): boolean {
  return choice !== undefined && "disable_parallel_tool_use" in choice
    ? choice.disable_parallel_tool_use === true
    : false;
}

/** A chat takes one of the two; `thinking` says more. `max` is `high`, as Fireworks' file has it. */
function effortOf({ thinking, output_config }: MessagesRequest): {
  thinking?: Thinking;
  reasoning_effort?: "low" | "medium" | "high";
} {
  if (thinking !== undefined) return { thinking };
  const effort = output_config?.effort ?? undefined;
  if (effort === undefined) return {};
  return { reasoning_effort: effort === "max" ? "high" : effort };
}

function formatOf({ output_config }: MessagesRequest): Partial<ChatCompletionRequest> {
  const schema = output_config?.format?.schema;
  if (schema === undefined) return {};
  return { response_format: { type: "json_schema", json_schema: { name: "output", schema } } };
}
