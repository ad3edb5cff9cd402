import { invalidRequest } from "../requests/refusal.js";
import type { ResponseBody } from "./response-body.js";
import { responseNotFound } from "./stored-responses.js";

export interface ResponseList {
  object: "list";
  data: ResponseBody[];
  has_more: boolean;
  first_id: string | null;
  last_id: string | null;
}

const USUAL_LIMIT = 20;
const LARGEST_LIMIT = 100;

/** One page of those that are stored, the latest first, `after` or `before` one of them. */
export function listResponses(
  all: readonly ResponseBody[],
  query: Readonly<Record<string, string>>,
): ResponseList {
  const limit = readLimit(query["limit"]);
  const after = placeOf(all, query["after"]) ?? -1;
  const before = placeOf(all, query["before"]) ?? all.length;
  const between = all.slice(after + 1, before);
  // Going back, the page ends at the cursor.
  const isBack = query["before"] !== undefined && query["after"] === undefined;
  const data = isBack ? between.slice(-limit) : between.slice(0, limit);
  return {
    object: "list",
    data,
    has_more: between.length > data.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  };
}

function readLimit(given: string | undefined): number {
  if (given === undefined) return USUAL_LIMIT;
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIMIT)
    throw invalidRequest(
      `Input should be a whole number from 1 to ${LARGEST_LIMIT}, field: 'limit', value: '${given}'`,
    );
  return limit;
}

function placeOf(all: readonly ResponseBody[], id: string | undefined): number | undefined {
  if (id === undefined) return undefined;
  const place = all.findIndex((body) => body.id === id);
  if (place < 0) throw responseNotFound(id);
  return place;
}
