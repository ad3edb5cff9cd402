import type { ChatCompletionRequest, ChatMessage } from "fireworks-client/wire";
import {
  PARAMETER_NAMES,
  WIRE_NAMES,
} from "../../../../langchain-fireworks/src/settings/parameters.js";
import { type CopiedRequest, KEY_NAME } from "./copied-request.js";
import { tsLiteral } from "./ts-literal.js";

/** A request as TypeScript with `ChatFireworks`: every parameter by the library's name. */
export function asChatFireworks({ baseURL, body }: CopiedRequest): string {
  const { tools, tool_choice: choice } = body;
  const fields = {
    model: body.model,
    ...(baseURL !== undefined && { baseURL }),
    ...fieldsOf(body),
  };
  const offered = tools ?? [];
  return [
    `import { ChatFireworks } from "langchain-fireworks";`,
    "",
    `// The key is read from ${KEY_NAME}.`,
    `const model = new ChatFireworks(${tsLiteral(fields)});`,
    ...(offered.length > 0 ? ["", `const tools = ${tsLiteral(offered)};`] : []),
    "",
    `const stream = await ${asker(offered.length > 0, choice)}.stream(${tsLiteral(body.messages.map(givenMessage))});`,
    "for await (const chunk of stream) {",
    "  process.stdout.write(chunk.text);",
    "}",
    "",
  ].join("\n");
}

function asker(hasTools: boolean, choice: unknown): string {
  if (!hasTools) return "model";
  const options = choice == null ? "" : `, ${tsLiteral({ tool_choice: choice })}`;
  return `model.bindTools(tools${options})`;
}

/** What has a place of its own in the program. */
const PLACED: ReadonlySet<string> = new Set([
  "model",
  "messages",
  "tools",
  "tool_choice",
  "stream",
  "stream_options",
  "thinking",
  ...PARAMETER_NAMES.map((name) => WIRE_NAMES[name]),
]);

function fieldsOf(body: ChatCompletionRequest): Record<string, unknown> {
  const named = PARAMETER_NAMES.filter(
    (name) => name !== "streamOptions" && name !== "thinking" && body[WIRE_NAMES[name]] != null,
  ).map((name): [string, unknown] => [name, body[WIRE_NAMES[name]]]);
  const others = Object.entries(body).filter(([key]) => !PLACED.has(key));
  return {
    ...Object.fromEntries(named),
    ...thinkingField(body.thinking),
    ...usageField(body.stream_options),
    ...(others.length > 0 && { modelKwargs: Object.fromEntries(others) }),
  };
}

/** The only parameter with an inner name of its own. */
function thinkingField(thinking: ChatCompletionRequest["thinking"]): Record<string, unknown> {
  if (thinking == null) return {};
  if (!("budget_tokens" in thinking)) return { thinking };
  const { budget_tokens: budgetTokens, ...rest } = thinking;
  return { thinking: { ...rest, budgetTokens } };
}

/** `ChatFireworks` asks for usage by itself. */
function usageField(options: ChatCompletionRequest["stream_options"]): Record<string, unknown> {
  if (options == null) return { streamUsage: false };
  const { include_usage: wanted, ...others } = options;
  return wanted === true && Object.keys(others).length === 0 ? {} : { streamOptions: options };
}

/** LangChain reads messages in the wire's own form; it writes an answer of calls alone as an empty text. */
const givenMessage = (message: ChatMessage): object =>
  message.content == null ? { ...message, content: "" } : message;
