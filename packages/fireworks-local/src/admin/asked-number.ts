import { invalidRequest } from "../requests/refusal.js";
import type { AppContext } from "../server/app-context.js";

/** A whole number of the query. Default 0. */
export function askedNumber(context: AppContext, name: string): number {
  const text = context.req.query(name) ?? "0";
  if (!/^\d{1,15}$/.test(text)) throw invalidRequest(`${name} must be a whole number`).at(name);
  return Number(text);
}
