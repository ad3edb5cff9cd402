import type {
  ChatCompletionRequest,
  ResponseFormat,
  Tool,
  ToolChoice,
} from "fireworks-client/wire";
import { toChatMessages } from "./items-to-messages.js";
import type { FunctionTool, InputItem, ResponseRequest, TextFormat } from "./response-request.js";

/** The chat that asks the same, after the items that were said before. */
export function toChat(
  request: ResponseRequest,
  before: readonly InputItem[] = [],
): ChatCompletionRequest {
  const { model, instructions, temperature, top_p, top_logprobs } = request;
  const tools = functionTools(request);
  const logprobs =
    request.include?.includes("message.output_text.logprobs") || top_logprobs != null;
  return onlyGiven({
    model,
    messages: [
      ...(instructions ? [{ role: "system" as const, content: instructions }] : []),
      ...toChatMessages([...before, ...itemsOf(request)]),
    ],
    max_tokens: request.max_output_tokens,
    temperature,
    top_p,
    tools: tools.length === 0 ? undefined : tools.map(toTool),
    tool_choice: tools.length === 0 ? undefined : toToolChoice(request.tool_choice),
    parallel_tool_calls: request.parallel_tool_calls,
    reasoning_effort: request.reasoning?.effort,
    response_format: toFormat(request.text?.format),
    logprobs: logprobs ? true : undefined,
    top_logprobs,
    user: request.user,
    prompt_cache_key: request.prompt_cache_key,
    service_tier: request.service_tier,
    ...(request.stream === true ? { stream: true, stream_options: { include_usage: true } } : {}),
  });
}

/** A text is a message of the user. */
export function itemsOf({ input }: ResponseRequest): InputItem[] {
  return typeof input === "string" ? [{ role: "user", content: input }] : input;
}

/** Those a chat has; Fireworks runs the others itself. */
function functionTools({ tools }: ResponseRequest): FunctionTool[] {
  return (tools ?? []).flatMap((tool) => (tool.type === "function" ? [tool] : []));
}

type Loose<Value> = { [Key in keyof Value]: Value[Key] | null | undefined };

/** `null` and absence mean the same on both sides. */
function onlyGiven(
  chat: Loose<ChatCompletionRequest> & Pick<ChatCompletionRequest, "model" | "messages">,
): ChatCompletionRequest {
  const given = Object.entries(chat).filter(([, field]) => field != null);
  return Object.fromEntries(given) as unknown as ChatCompletionRequest;
}

function toTool({ name, description, parameters, strict }: FunctionTool): Tool {
  return {
    type: "function",
    function: {
      name,
      ...(description == null ? {} : { description }),
      ...(parameters == null ? {} : { parameters }),
      ...(strict == null ? {} : { strict }),
    },
  };
}

/** Flat here, nested there. */
function toToolChoice(choice: ResponseRequest["tool_choice"]): ToolChoice | undefined {
  if (choice == null) return undefined;
  if (typeof choice === "string") return choice as ToolChoice;
  return { type: "function", function: { name: choice.name } };
}

function toFormat(format: TextFormat | null | undefined): ResponseFormat | undefined {
  switch (format?.type) {
    case "json_object":
      return { type: "json_object" };
    case "json_schema": {
      const { name, schema } = format;
      return { type: "json_schema", json_schema: { name: name ?? "output", schema } };
    }
    default:
      return undefined;
  }
}
