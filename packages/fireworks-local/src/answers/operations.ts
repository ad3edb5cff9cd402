/** Arithmetic as questions name it: the sign between numbers, and words before or between them. */
const OPERATIONS: readonly { name: string; sign: RegExp; words: readonly string[] }[] = [
  {
    name: "add",
    sign: /^\s*\+\s*$/,
    words: ["add", "adds", "added", "adding", "adder", "addition", "sum", "plus", "total"],
  },
  {
    name: "subtract",
    // Without blanks it is a range or a minus.
    sign: /^\s+[-−–]\s+$/,
    words: [
      "subtract",
      "subtracts",
      "subtracted",
      "subtracting",
      "subtraction",
      "minus",
      "difference",
    ],
  },
  {
    name: "multiply",
    sign: /^\s*[*×x·]\s*$/,
    words: [
      "multiply",
      "multiplies",
      "multiplied",
      "multiplying",
      "multiplication",
      "multiplier",
      "times",
      "product",
    ],
  },
  {
    name: "divide",
    sign: /^\s*[/÷]\s*$/,
    words: ["divide", "divides", "divided", "dividing", "division", "divider", "quotient"],
  },
];

/** Words that mean the same deed, a list for each. */
export const OPERATION_WORDS: readonly (readonly string[])[] = OPERATIONS.map(({ words }) => words);

/** Words for all of them. */
export const CALCULATION_WORDS: readonly string[] = [
  "calculate",
  "calculator",
  "compute",
  "math",
  "arithmetic",
];

/** The operation the last of these words names. */
export function operationOf(words: string[]): string | undefined {
  const word = words.findLast((one) =>
    OPERATIONS.some((operation) => operation.words.includes(one)),
  );
  return word && OPERATIONS.find((operation) => operation.words.includes(word))?.name;
}

/** The operation whose sign is all there is between two numbers. */
export function operationOfSign(between: string): string | undefined {
  return OPERATIONS.find((operation) => operation.sign.test(between))?.name;
}
