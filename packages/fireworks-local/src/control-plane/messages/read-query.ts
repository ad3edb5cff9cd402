import { invalidArgument } from "../grpc-refusal.js";
import { toCamelCase, toSnakeCase } from "./field-names.js";

export type Query = Readonly<Record<string, string>>;

/** The gateway reads `page_size` and `pageSize` alike, and ignores what it does not know. */
export function toQuery(parameters: Readonly<Record<string, string>>): Query {
  const entries = Object.entries(parameters).map(([name, text]) => [toCamelCase(name), text]);
  return Object.fromEntries(entries) as Record<string, string>;
}

const FLAGS: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  "1": true,
  "0": false,
  "": false,
};

/** Throws E8 for what is neither true nor false. */
export function readFlag(query: Query, name: string): boolean {
  const text = query[name] ?? "";
  const flag = Object.hasOwn(FLAGS, text) ? FLAGS[text] : undefined;
  if (flag !== undefined) return flag;
  throw invalidArgument(`invalid ${toSnakeCase(name)}: ${JSON.stringify(text)}`);
}

/** A whole number that is not negative; absent is 0. Throws E8. */
export function readCount(query: Query, name: string): number {
  const text = query[name] ?? "";
  if (/^\d{0,9}$/.test(text)) return Number(text);
  throw invalidArgument(`invalid ${toSnakeCase(name)}: ${JSON.stringify(text)}`);
}
