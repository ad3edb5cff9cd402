import { hashText } from "../random/seeded-random.js";
import { invalidRequest } from "../requests/refusal.js";
import { relevanceLogits } from "./relevance.js";

/** "no" and "yes" of Qwen3's vocabulary, by which its rerankers answer (contract 6.3). */
const NO = 2_753;
const YES = 9_454;

/** What `return_logits: []` gives, all of them (unconfirmed): as many as our own tokenizer has. */
const ALL = 100_277;

/** More numbers than this fit no answer. */
const MOST_LOGITS = 2_500_000;

/** What stands before query and document in a text that asks a reranker. */
const QUERY_MARK = /<query>\s{0,8}:/i;
const DOCUMENT_MARK = /<document>\s{0,8}:/i;

/**
 * Logits of tokens after each text. Those of "yes" and "no" weigh the document of the text against its
 * query, as `/rerank` does with the same documents; the others are arbitrary, and lower. Throws a
 * refusal when texts and tokens multiply to too many.
 */
export function tokenLogits(texts: readonly string[], wanted: readonly number[]): number[][] {
  const count = texts.length * (wanted.length === 0 ? ALL : wanted.length);
  if (count > MOST_LOGITS)
    throw invalidRequest(`return_logits asks for ${count} logits, more than ${MOST_LOGITS}`);
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
    const { query, document } = readQuestion(text);
    const asked = byQuery.get(query);
    if (asked === undefined) byQuery.set(query, [{ index, document }]);
    else asked.push({ index, document });
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

/** Each mark is looked for once: a text full of one of them costs no more than another. */
function readQuestion(text: string): { query: string; document: string } {
  const [, afterQuery] = splitAt(text, QUERY_MARK);
  const [query, document] = splitAt(afterQuery, DOCUMENT_MARK);
  return { query, document };
}

function splitAt(text: string, mark: RegExp): [before: string, after: string] {
  const found = mark.exec(text);
  if (found === null) return ["", ""];
  return [text.slice(0, found.index), text.slice(found.index + found[0].length)];
}

/** From -12 to -8. */
function arbitrary(seed: number, id: number): number {
  return -12 + (hashText(`${seed}:${id}`) % 4_000) / 1_000;
}
