import type { Script } from "./script.js";

/** The two answers LangChain's page for ChatFireworks prints, with the page's token counts. */
export const BUILT_IN_SCRIPTS: readonly Script[] = [
  {
    when: { system: "translates English to French", user: /^\s*I love programming\.?\s*$/ },
    answer: {
      content: "J'adore la programmation.",
      usage: { prompt_tokens: 35, completion_tokens: 9 },
    },
  },
  {
    when: { system: "translates English to German", user: /^\s*I love programming\.?\s*$/ },
    answer: {
      content: "Ich liebe das Programmieren.",
      usage: { prompt_tokens: 30, completion_tokens: 7 },
    },
  },
];
