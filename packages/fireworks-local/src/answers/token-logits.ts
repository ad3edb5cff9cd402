import { hashText } from "../random/seeded-random.js";
import { relevanceLogits } from "./relevance.js";

/** "no" and "yes" of Qwen3's vocabulary, by which its rerankers answer (contract 6.3). */
const NO = 2_753;
const YES = 9_454;

/** What `return_logits: []` gives, all of them (unconfirmed): as many as our own tokenizer has. */
const ALL = 100_277;

/** Query and document of a text that asks a reranker. */
const QUESTION = /<query>\s*:([\s\S]*?)<document>\s*:([\s\S]*)/i;

/**
 * Logits of tokens after each text. Those of "yes" and "no" weigh the document of the text against its
 * query, as `/rerank` does with the same documents; the others are arbitrary, and lower.
 */
export function tokenLogits(texts: readonly string[], wanted: readonly number[]): number[][] {
  const answers = answerLogits(texts);
  return texts.map((text, index) => {
    const answer = answers[index] ?? 0;
    const seed = hashText(text);
    const logit = (id: number): number => {
      if (id === YES) return answer / 2;
      return id === NO ? -answer / 2 : arbitrary(seed, id);
    };
    return wanted.length === 0
      ? Array.from({ length: ALL }, (_, id) => logit(id))
      : wanted.map(logit);
  });
}

/** Texts with the same query are rated together. */
function answerLogits(texts: readonly string[]): number[] {
  const byQuery = new Map<string, { index: number; document: string }[]>();
  for (const [index, text] of texts.entries()) {
    const [, query = "", document = ""] = QUESTION.exec(text) ?? [];
    const asked = byQuery.get(query) ?? [];
    byQuery.set(query, [...asked, { index, document }]);
  }
  const logits: number[] = [];
  for (const [query, asked] of byQuery) {
    const rated = relevanceLogits(
      query,
      asked.map(({ document }) => document),
    );
    for (const [place, { index }] of asked.entries()) logits[index] = rated[place] ?? 0;
  }
  return logits;
}

/** From -12 to -8. */
function arbitrary(seed: number, id: number): number {
  return -12 + (hashText(`${seed}:${id}`) % 4_000) / 1_000;
}
