import type { Shape } from "../../requests/shape.js";
import { invalidArgument } from "../grpc-refusal.js";
import { findField } from "./field-path.js";

/** What of a resource is answered. */
export type Mask = <Resource>(resource: Resource) => Partial<Resource>;

const MAX_PATHS = 200;

/**
 * `readMask`: paths separated by commas; empty and `*` mean everything. Throws E8 for a field the
 * resource does not have.
 */
export function readMask(text: string, resource: Shape): Mask {
  const paths = text
    .split(",")
    .map((path) => path.trim())
    .filter((path) => path !== "");
  if (paths.length === 0 || paths.includes("*")) return (item) => item;
  if (paths.length > MAX_PATHS) throw invalidArgument(`read_mask has at most ${MAX_PATHS} paths`);
  const wanted = paths.map((path) => {
    const field = findField(path.split("."), resource);
    if (field !== undefined) return field.keys;
    throw invalidArgument(`invalid read_mask: unknown field ${JSON.stringify(path.slice(0, 100))}`);
  });
  return (item) => pick(item, wanted) as Partial<typeof item>;
}

/** In the order of the resource, not of the mask. An empty path means all of it. */
function pick(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map((item) => pick(item, paths));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).flatMap(([key, item]) => {
    const inside = paths.filter((path) => path[0] === key).map((path) => path.slice(1));
    return inside.length === 0 ? [] : [[key, pick(item, inside)]];
  });
  return Object.fromEntries(kept) as unknown;
}
