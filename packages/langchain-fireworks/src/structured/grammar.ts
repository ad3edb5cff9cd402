import { inputError } from "../errors/input-error.js";

/** A grammar in GBNF, and what it describes where that is a list of texts. */
export interface Grammar<Text extends string = string> {
  /** What `responseFormat: { type: "grammar", grammar }` takes. */
  readonly gbnf: string;
  /** The texts it allows, all of them. */
  readonly choices: readonly Text[];
}

/** A rule named `root` at the start of a line, where llama.cpp's format begins to read. */
const ROOT_RULE = /^[ \t]*root[ \t]*::=/m;

/**
 * A grammar that allows one of some texts, and nothing else.
 *
 * @example
 * ```ts
 * import { ChatFireworks, choiceGrammar } from "langchain-fireworks";
 *
 * const llm = new ChatFireworks("accounts/fireworks/models/deepseek-v4p1-flash");
 * const answer: "yes" | "no" = await llm
 *   .withGrammar(choiceGrammar("yes", "no"))
 *   .invoke("Is the sky blue?");
 * ```
 * @throws {@link FireworksConfigurationError} without choices, for an empty one, which a model cannot
 * say, and for a list instead of texts.
 */
export function choiceGrammar<const Text extends string>(...choices: Text[]): Grammar<Text> {
  if (
    choices.length === 0 ||
    choices.some((choice) => typeof choice !== "string" || choice === "")
  ) {
    throw inputError(`A choice needs texts, and none may be empty: ${JSON.stringify(choices)}.`, {
      field: "choices",
      code: "empty_choice",
      hint: 'Give the texts to choose from, e.g. choiceGrammar("yes", "no").',
    });
  }
  const unique = [...new Set(choices)];
  return { gbnf: `root ::= ${unique.map(gbnfLiteral).join(" | ")}`, choices: unique };
}

/**
 * The text of a grammar.
 *
 * @throws {@link FireworksConfigurationError} when it is missing, or has no rule `root` to start from.
 */
export function grammarText(grammar: string | Grammar | undefined): string {
  const text = typeof grammar === "string" ? grammar : grammar?.gbnf;
  if (text !== undefined && ROOT_RULE.test(text)) return text;
  throw inputError(
    text === undefined ? "There is no grammar." : "The grammar has no rule named `root`.",
    {
      field: "grammar",
      code: "invalid_grammar",
      hint: 'Give a grammar in GBNF whose first symbol is root, e.g. root ::= "yes" | "no".',
    },
  );
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': String.raw`\"`,
  "\\": String.raw`\\`,
  "\n": String.raw`\n`,
  "\r": String.raw`\r`,
  "\t": String.raw`\t`,
};

/** A text as a literal; letters of any script stand for themselves. */
function gbnfLiteral(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what has to be escaped
  const escaped = text.replace(/["\\\u0000-\u001F\u007F]/g, (char) => {
    return ESCAPES[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`;
  });
  return `"${escaped}"`;
}
