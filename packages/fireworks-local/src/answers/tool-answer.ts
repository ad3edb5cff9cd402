import type { ChatCompletionRequest, Tool } from "fireworks-client/wire";
import { offeredTools, toolChoiceOf } from "../requests/chat-rules.js";
import { currentTurn, lastUserText } from "../requests/message-text.js";
import type { Answer, ToolCallAnswer } from "./answer.js";
import { identifierWords } from "./identifier-words.js";
import type { NumberMention } from "./number-mentions.js";
import { CALCULATION_WORDS, operationOf } from "./operations.js";
import { QuestionHints } from "./question-hints.js";
import type { SeededRandom } from "../random/seeded-random.js";
import { sampleOrRefuse } from "./sample-or-refuse.js";
import { fittingTools } from "./tool-fit.js";

/** The tool calls this request gets, or undefined when it gets none. */
export function answerWithTools(
  request: ChatCompletionRequest,
  random: SeededRandom,
): Answer | undefined {
  const chosen = chooseTools(request);
  if (chosen.length === 0) return undefined;
  const calls = request.parallel_tool_calls === false ? chosen.slice(0, 1) : chosen;
  const hints = new QuestionHints(lastUserText(request));
  return { toolCalls: calls.map((tool) => callTool(tool, hints, random)) };
}

/**
 * Once results of this turn are in, a tool is only called when a call is demanded and the tool has
 * not been called yet: an agent with `tool_choice: "any"` then comes to its end.
 */
function chooseTools(request: ChatCompletionRequest): Tool[] {
  const tools = offeredTools(request);
  const choice = toolChoiceOf(request);
  if (choice === "none" || tools.length === 0) return [];
  const turn = currentTurn(request);
  const hasResult = request.messages.at(-1)?.role === "tool";
  if (choice === "auto") return hasResult ? [] : fittingTools(request, tools);
  const called = turn.flatMap((message) =>
    message.role === "assistant" ? (message.tool_calls ?? []) : [],
  );
  const open = hasResult
    ? tools.filter((tool) => !called.some((call) => call.function.name === tool.function.name))
    : tools;
  if (typeof choice === "object") return open.filter((tool) => tool.function.name === choice.name);
  const fitting = fittingTools(request, open);
  return fitting.length > 0 ? fitting : open.slice(0, 1);
}

function callTool(tool: Tool, hints: QuestionHints, random: SeededRandom): ToolCallAnswer {
  const { name, parameters } = tool.function;
  const schema = parameters ?? { type: "object", properties: {} };
  hints.startCall(numbersFor(tool));
  const options = { random, hints, fillOptional: false };
  const value = sampleOrRefuse({ type: "object", ...schema }, options);
  return { name, arguments: value as Record<string, unknown> };
}

/** A tool that adds wants the numbers that are to be added; one without an operation, the others. */
function numbersFor(tool: Tool): (number: NumberMention) => boolean {
  const { name, description } = tool.function;
  const words = identifierWords(name);
  const operation = operationOf(words) ?? operationOf(identifierWords(description ?? ""));
  if (operation !== undefined) return ({ operations }) => operations.has(operation);
  const calculates = words.some((word) => CALCULATION_WORDS.includes(word));
  return ({ operations }) => operations.size > 0 === calculates;
}
