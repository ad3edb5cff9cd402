import { isRecord } from "../json/is-record.js";
import type { Shape } from "../requests/shape.js";

/** Whether the value is of the JSON type that the shape describes; not whether it fits. */
export function mayBe(value: unknown, shape: Shape): boolean {
  switch (shape.kind) {
    case "anything":
      return true;
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "null":
      return value === null;
    case "list":
      return Array.isArray(value);
    case "union":
      return shape.alternatives.some((alternative) => mayBe(value, alternative.shape));
    default:
      return isRecord(value);
  }
}

/** What is expected, in a few words. */
export function describeShape(shape: Shape): string {
  switch (shape.kind) {
    case "anything":
      return "anything";
    case "string":
      return describeText(shape);
    case "number":
      return describeNumber(shape);
    case "boolean":
      return "true or false";
    case "null":
      return "null";
    case "list":
      return `a list of ${plural(describeShape(shape.items))}`;
    case "union":
      return shape.alternatives.map((alternative) => describeShape(alternative.shape)).join(" or ");
    case "object":
      return `a map with ${Object.keys(shape.keys).slice(0, 6).join(", ")}`;
    default:
      return "a map";
  }
}

function describeText({ oneOf, maxLength, pattern }: Shape & { kind: "string" }): string {
  if (oneOf !== undefined) return `one of ${oneOf.join(", ")}`;
  const limit = maxLength === undefined ? "" : ` of at most ${maxLength} characters`;
  return `text${limit}${pattern === undefined ? "" : ` like ${pattern}`}`;
}

function describeNumber({ integer, min, max }: Shape & { kind: "number" }): string {
  const from = min === undefined ? "" : ` from ${min}`;
  const to = max === undefined ? "" : ` to ${max}`;
  return `a ${integer === true ? "whole " : ""}number${from}${to}`;
}

function plural(words: string): string {
  return words.replace(/^an? (whole )?(number|map|list)/, "$1$2s");
}

/** The value itself when it is short. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a map";
  if (value === null || value === undefined) return "empty";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
