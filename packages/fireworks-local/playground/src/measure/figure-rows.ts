import type { Exchange } from "../state/exchange.js";
import { figuresOf, type TokenCounts } from "./figures.js";
import { priceOf } from "./price.js";
import { sayCount, sayDollars, sayMs, sayRate } from "./wording.js";

/** One figure of an answer, as it is shown and as it is compared. */
export interface FigureRow {
  name: string;
  shown: string;
  /** What is compared; undefined where it is not known. */
  value: number | undefined;
  /** Which is the better one; absent where neither is. */
  better?: "lower" | "higher";
  /** What else there is to say. */
  note?: string | undefined;
}

/** All figures of an answer, in the order of its life. */
export function figureRows(exchange: Exchange): FigureRow[] {
  const { firstByteMs, firstTokenMs, totalMs, tokensPerSecond, ...rest } = figuresOf(exchange);
  return [
    msRow("Time to first byte", firstByteMs),
    msRow("Time to first token", firstTokenMs),
    {
      name: "Speed after the first token",
      shown: sayRate(tokensPerSecond),
      value: tokensPerSecond,
      better: "higher",
    },
    msRow("Total time", totalMs),
    msRow("Longest gap", rest.gaps?.max),
    ...tokenRows(rest.tokens),
    priceRow(exchange),
    { name: "Finish reason", shown: rest.finishReason ?? "–", value: undefined },
  ];
}

const msRow = (name: string, value: number | undefined): FigureRow => ({
  name,
  shown: sayMs(value),
  value,
  better: "lower",
});

function tokenRows({
  prompt,
  cached,
  completion,
  reasoning,
  isCountedByServer,
}: TokenCounts): FigureRow[] {
  const row = (name: string, value: number | undefined, note?: string): FigureRow => ({
    name,
    shown: sayCount(value),
    value,
    note,
  });
  const counted = isCountedByServer ? undefined : "events counted: the server sent no usage";
  return [
    row("Prompt tokens", prompt),
    row("… of them cached", cached),
    row("Answer tokens", completion, completion === undefined ? undefined : counted),
    row("… of them reasoning", reasoning),
  ];
}

function priceRow(exchange: Exchange): FigureRow {
  const cost = priceOf(exchange);
  const [name, better] = ["Cost at Fireworks", "lower" as const];
  if (cost === undefined) {
    const note =
      exchange.facts.usage === undefined
        ? "no usage, so nothing to reckon with"
        : "no price is known for this model";
    return { name, shown: "unknown", value: undefined, better, note };
  }
  const { price_date: date, source } = cost.details;
  const note = `price of ${date ?? "an unknown day"}, ${source}`;
  return { name, shown: sayDollars(cost.cost), value: cost.cost, better, note };
}
