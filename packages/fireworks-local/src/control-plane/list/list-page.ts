import { hashText } from "../../random/seeded-random.js";
import type { Shape } from "../../requests/shape.js";
import { type Query, readCount } from "../messages/read-query.js";
import { compileFilter } from "./filter-match.js";
import { readOrder } from "./order-by.js";
import { readPageToken, writePageToken } from "./page-token.js";
import { readMask } from "./read-mask.js";

/** A list of the control plane (contract 7.1): the resources under the plural of their kind. */
export type ListAnswer<Plural extends string, Resource> = Record<Plural, Partial<Resource>[]> & {
  /** Empty on the last page. */
  nextPageToken: string;
  /** Of all pages. */
  totalSize: number;
};

export interface ListKind<Plural extends string> {
  plural: Plural;
  /** What a resource of the list looks like: what can be filtered, sorted and masked by. */
  shape: Shape;
  /** Without `orderBy`. Default `name`. */
  defaultOrder?: string;
}

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 200;

/** Filters, sorts, cuts and masks as the query asks. Throws E8 for what it cannot read. */
export function listPage<Plural extends string, Resource extends { name: string }>(
  { plural, shape, defaultOrder = "name" }: ListKind<Plural>,
  resources: readonly Resource[],
  query: Query,
): ListAnswer<Plural, Resource> {
  const size = Math.min(readCount(query, "pageSize") || DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE);
  const keep = compileFilter(query["filter"] ?? "", shape);
  const order = readOrder(query["orderBy"] || defaultOrder, shape);
  const mask = readMask(query["readMask"] ?? "", shape);
  const kept = resources
    .filter(keep)
    .map((resource) => ({ resource, key: order.keyOf(resource) }))
    .toSorted((one, other) => order.compare(one.key, other.key));
  const identity = queryIdentity(plural, query);
  const from = startOf(query, identity, kept, order);
  const page = kept.slice(from, from + size);
  const last = page.at(-1);
  const isLast = last === undefined || from + size >= kept.length;
  return {
    [plural]: page.map(({ resource }) => mask(resource)),
    nextPageToken: isLast ? "" : writePageToken(identity, last.key),
    totalSize: kept.length,
  } as ListAnswer<Plural, Resource>;
}

function startOf(
  query: Query,
  identity: string,
  kept: readonly { key: readonly (string | number | boolean)[] }[],
  order: ReturnType<typeof readOrder>,
): number {
  const token = query["pageToken"] ?? "";
  if (token === "") return 0;
  const length = order.keyOf({ name: "" }).length;
  const after = readPageToken(token, identity, length);
  const at = kept.findIndex(({ key }) => order.compare(key, after) > 0);
  return at < 0 ? kept.length : at;
}

/** Everything of the query but the page itself (the size may change from page to page). */
function queryIdentity(plural: string, query: Query): string {
  const rest = Object.entries(query)
    .filter(([name, text]) => name !== "pageToken" && name !== "pageSize" && text !== "")
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return hashText(JSON.stringify([plural, rest])).toString(36);
}
