/** Signs between numbers name a deed too. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\d\s*\+\s*\d/, "add calculate"],
  [/\d\s*[*×]\s*\d/, "multiply calculate"],
  [/\d\s*[/÷]\s*\d/, "divide calculate"],
  [/\d\s+-\s+\d/, "subtract calculate"],
];

/** What the signs between numbers ask for, in words. */
export function signWords(question: string): string[] {
  return SIGNS.flatMap(([sign, words]) => (sign.test(question) ? words.split(" ") : []));
}
