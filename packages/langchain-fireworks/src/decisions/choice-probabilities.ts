import type { TokenLogprob } from "fireworks-client/wire";

/**
 * How likely each choice was, from the alternatives Fireworks reports at the answer's first token. They
 * are made to add up to 1; a choice that is not among the alternatives (five at most) gets 0. A token
 * counts for a choice it is or begins, whatever its case and the blanks around it.
 *
 * @param answer - The text of the answer; reasoning before it may have tokens of its own.
 * @returns In the order of the choices, or `undefined` when no token tells.
 */
export function choiceProbabilities(
  choices: readonly string[],
  answer: string,
  tokens: readonly TokenLogprob[],
): number[] | undefined {
  const first = firstTokenOf(answer, tokens);
  if (first === undefined) return undefined;
  const weights = choices.map(() => 0);
  for (const { token, logprob } of alternatives(first)) {
    const at = choiceMeant(token, choices);
    if (at !== undefined) weights[at] = (weights[at] ?? 0) + Math.exp(logprob);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : undefined;
}

/** The sampled token is not always among the alternatives. */
function alternatives({ token, logprob, top_logprobs }: TokenLogprob): Said[] {
  const others = (top_logprobs ?? []).filter((other) => other.token !== token);
  return [{ token, logprob }, ...others];
}

type Said = Pick<TokenLogprob, "token" | "logprob">;

/** The last place from where the tokens spell the answer. */
function firstTokenOf(answer: string, tokens: readonly TokenLogprob[]): TokenLogprob | undefined {
  let spelled = "";
  for (const token of tokens.toReversed()) {
    spelled = token.token + spelled;
    if (token.token.trim() !== "" && spelled.trimStart().startsWith(answer)) return token;
  }
  return undefined;
}

function choiceMeant(token: string, choices: readonly string[]): number | undefined {
  const said = token.trim().toLowerCase();
  if (said === "") return undefined;
  const meant = choices.flatMap((choice, at) =>
    choice.toLowerCase().startsWith(said) ? [at] : [],
  );
  return meant.length === 1 ? meant[0] : undefined;
}
