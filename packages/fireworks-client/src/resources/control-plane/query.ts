import { FireworksConfigurationError } from "../../errors/configuration-error.js";
import type { ListQuery } from "./paged-list.js";

/** Arrays are joined by commas; what is undefined or empty is left out. */
export type QueryValues = Record<string, string | number | boolean | readonly string[] | undefined>;

/** `?a=b&c=d`, or nothing. */
export function toQuery(values: QueryValues): string {
  const pairs = Object.entries(values).flatMap(([name, value]) => {
    const text = value === undefined ? "" : String(value);
    return text === "" ? [] : [[name, text]];
  });
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}

const MOST_ON_A_PAGE = 200;

/**
 * The query of one page.
 *
 * @throws FireworksConfigurationError for a page size that Fireworks does not have
 */
export function pageQuery(query: ListQuery, pageToken: string | undefined): QueryValues {
  const { pageSize = MOST_ON_A_PAGE, filter, orderBy, readMask } = query;
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > MOST_ON_A_PAGE) {
    throw new FireworksConfigurationError(`pageSize is not a whole number from 1 to 200`, {
      code: "invalid_option",
      field: "pageSize",
    });
  }
  return { pageSize, filter, orderBy, readMask, pageToken };
}
