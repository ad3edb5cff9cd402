/** A word as texts are compared by it. */
export interface Word {
  /** Lower case, without accents. */
  text: string;
  /** Without its English ending, so that "learning" finds "learns". */
  stem: string;
  /** Written without blanks between words: each character and each pair of them counts as a word. */
  unspaced: boolean;
}

/** Scripts that put no blanks between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;

/** A run of one kind: characters of an unspaced script, or letters, marks and digits of the others. */
const RUNS = new RegExp(
  `(?:${UNSPACED.source}\\p{M}*)+|(?:(?!${UNSPACED.source})[\\p{L}\\p{N}][\\p{M}]*)+`,
  "gu",
);

const ENDING = /(?:ies|ing|ed|es|s|y|e)$/;

/**
 * The words of a text, in order; embeddings and rerank share them. In Chinese, Japanese and Thai, where
 * no blank says what a word is, they are the characters and the pairs of neighbours.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const [run] of simplify(text).matchAll(RUNS))
    if (UNSPACED.test(run)) words.push(...unspacedWords(run));
    else words.push({ text: run, stem: stemOf(run), unspaced: false });
  return words;
}

/** Full-width and compatibility forms become plain ones, accents go; marks of other scripts stay. */
function simplify(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036F]/g, "")
    .normalize("NFC")
    .toLowerCase();
}

function* unspacedWords(run: string): Generator<Word> {
  let before = "";
  for (const character of run) {
    yield { text: character, stem: character, unspaced: true };
    const pair = before + character;
    if (before !== "") yield { text: pair, stem: pair, unspaced: true };
    before = character;
  }
}

/** At least three letters stay. */
function stemOf(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const stem = word.replace(ENDING, "");
  return stem.length >= 3 ? stem : word;
}
