import { isRecord } from "../../../src/json/is-record.js";

/** A key, or the place in a list. */
export type PathStep = string | number;

/** Where in a body a path leads. */
export interface BodyPlace {
  /** As far as the body has it. */
  path: readonly PathStep[];
  /** The rest of the path, which is not there: `tool_call_id`. */
  missing: readonly PathStep[];
}

/** `messages[0].content` as steps. */
export function readPath(text: string): PathStep[] {
  return [...text.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? (key ?? "") : Number(index),
  );
}

/** The place that an issue is about, and what of it is missing there. */
export function placeIn(body: unknown, text: string): BodyPlace {
  const steps = readPath(text);
  let at = body;
  for (const [index, step] of steps.entries()) {
    const next = childOf(at, step);
    if (next === undefined) return { path: steps.slice(0, index), missing: steps.slice(index) };
    at = next;
  }
  return { path: steps, missing: [] };
}

function childOf(value: unknown, step: PathStep): unknown {
  if (Array.isArray(value)) return typeof step === "number" ? (value[step] as unknown) : undefined;
  if (!isRecord(value) || !Object.hasOwn(value, step)) return undefined;
  return value[step];
}

/** Whether a value stands in another one, or is it. */
export const isWithin = (path: readonly PathStep[], outer: readonly PathStep[]): boolean =>
  outer.every((step, at) => path[at] === step);
