import type { FireworksWarning } from "../errors/warnings.js";
import type { FireworksModelProfile } from "./model-profile.js";

const DAY_MS = 86_400_000;
const OTHERS = "Ids of others: https://fireworks.ai/models";

/** What to tell of a model that ends; `undefined` when no date is known. */
export function deprecationWarning(
  model: string,
  { deprecationDate }: FireworksModelProfile,
  nowMs: number,
): FireworksWarning | undefined {
  if (deprecationDate === undefined) return undefined;
  const when = whenText(deprecationDate, nowMs);
  const message = `${model} is deprecated: ${when}. ${OTHERS}`;
  return { code: "deprecated_model", message, field: "model", model };
}

/** Days are counted from today's date to that date, both in UTC. */
function whenText(date: string, nowMs: number): string {
  const endsMs = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN;
  const days = endsMs / DAY_MS - Math.floor(nowMs / DAY_MS);
  if (Number.isNaN(days)) return `its end is announced for ${date}`;
  if (days === 0) return `it ends today, ${date}`;
  if (days < 0) return `it ended on ${date}, ${count(-days)} ago`;
  return `it ends on ${date}, in ${count(days)}`;
}

const count = (days: number): string => (days === 1 ? "1 day" : `${days} days`);

/** Fireworks drops the tools of such a model in silence (section 2.4); they are sent all the same. */
export function noToolsWarning(
  model: string,
  { toolCalling }: FireworksModelProfile,
): FireworksWarning | undefined {
  if (toolCalling !== false) return undefined;
  return {
    code: "no_tool_support",
    message: `${model} cannot call tools, as far as is known; Fireworks ignores them and the answer is text. Choose another model, or set profile: { toolCalling: true } if it can.`,
    field: "tools",
    model,
  };
}

/** Neither the catalogue nor the list of what the key may call has it. */
export function unknownModelWarning(model: string): FireworksWarning {
  return {
    code: "unknown_model",
    message: `No catalogue knows ${model}: its profile is the built-in one, if there is one. Check the id, and that the key may see it.`,
    field: "model",
    model,
  };
}
