/** How sure the model was, in steps that are told apart by colour and by line. */
export const SURENESS = [
  { from: 0.9, name: "sure", title: "90 % or more" },
  { from: 0.6, name: "likely", title: "60–90 %" },
  { from: 0.3, name: "open", title: "30–60 %" },
  { from: 0.1, name: "unlikely", title: "10–30 %" },
  { from: 0, name: "rare", title: "below 10 %" },
] as const;

/** The name of the step; undefined where nothing is known. */
export function surenessOf(logprob: number | undefined): string | undefined {
  if (logprob === undefined) return undefined;
  const probability = Math.exp(logprob);
  return SURENESS.find(({ from }) => probability >= from)?.name;
}

/** Few digits, but never a 0 or a 100 that is none. */
export function percent(logprob: number): string {
  const value = Math.exp(logprob) * 100;
  if (value < 0.01) return "< 0.01 %";
  if (value > 99.99 && value < 100) return "> 99.99 %";
  return `${value < 10 || value > 99 ? value.toFixed(2) : value.toFixed(1)} %`;
}

/** A token as a person can see it: blanks and line breaks have signs. */
export const visibleToken = (text: string): string =>
  text === "" ? "(nothing)" : text.replaceAll("\n", "⏎").replaceAll("\t", "⇥").replaceAll(" ", "␣");
