import type { ChatCompletionRequest, Tool } from "fireworks-client/wire";
import { lastUserText, systemText } from "../requests/message-text.js";
import { identifierWords } from "./identifier-words.js";
import { CALCULATION_WORDS, OPERATION_WORDS } from "./operations.js";
import { signWords } from "./sign-words.js";

/** Words that say nothing about which tool is meant. */
const EMPTY_WORDS = new Set(
  "a an and any are as at be by call called can current do does for from function get given gets has have help how i in input is it its make me method my need new now of on or out output please return returns run set some tell that the their them then this those to tool use used useful user using want was what when where which who will with you your".split(
    " ",
  ),
);

/** Words for the same deed, so that "the sum of" finds `add`. */
const SAME_MEANING: readonly (readonly string[])[] = [
  ...OPERATION_WORDS,
  ["weather", "forecast", "temperature", "rain", "sunny"],
  ["search", "find", "look", "lookup", "google"],
  ["translate", "translation"],
  CALCULATION_WORDS,
];

/**
 * The tools a model would call for this question: those it names, or whose name's words it uses, or
 * two words of whose description. A system prompt that insists ("ALWAYS call …") names tools as well.
 */
export function fittingTools(request: ChatCompletionRequest, tools: Tool[]): Tool[] {
  const question = lastUserText(request);
  const text = asText(question);
  const orders = `${systemText(request)}\n${question}`;
  const insists = /\b(always|must)\b[^.]*\b(call|use)\b/i.test(orders);
  const named = tools.filter((tool) => isNamed(tool, insists ? asText(orders) : text));
  if (named.length > 0) return named;
  const spoken = new Set([...text.trim().split(" "), ...signWords(question)].flatMap(meaningsOf));
  return tools.filter((tool) => sharesWords(tool, spoken));
}

function isNamed(tool: Tool, text: string): boolean {
  const words = identifierWords(tool.function.name);
  const isTelling = words.some((word) => !EMPTY_WORDS.has(word));
  return isTelling && text.includes(` ${words.join(" ")} `);
}

/** One telling word of the name is enough when it is half of them, and two of the description. */
function sharesWords(tool: Tool, spoken: Set<string>): boolean {
  const name = tellingWords(tool.function.name);
  const shared = name.filter((word) => isSpoken(word, spoken)).length;
  if (shared > 0 && shared * 2 >= name.length) return true;
  const description = tellingWords(tool.function.description ?? "");
  const common = description.filter((word) => isSpoken(word, spoken)).length;
  return common >= 2 && common * 3 >= description.length;
}

function isSpoken(word: string, spoken: Set<string>): boolean {
  return meaningsOf(word).some((meaning) => spoken.has(meaning));
}

function tellingWords(text: string): string[] {
  const words = identifierWords(text).filter((word) => word.length > 2 && !EMPTY_WORDS.has(word));
  return [...new Set(words)];
}

/** The word without its ending, and the first of the words that mean the same. */
function meaningsOf(word: string): string[] {
  if (EMPTY_WORDS.has(word)) return [];
  const group = SAME_MEANING.find((words) => words.includes(word) || words.includes(stem(word)));
  return [stem(word), ...(group === undefined ? [] : [`=${group[0]}`])];
}

function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ies|ing|ed|es|s)$/, "") : word;
}

/** Words with single blanks around them, so that a name is found whole. */
function asText(text: string): string {
  return ` ${identifierWords(text.slice(0, 20_000)).join(" ")} `;
}
