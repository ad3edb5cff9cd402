import { isDeeperThan } from "../../../src/json/json-depth.js";

/** Laid out, each level is moved in once more: what nests without end would be gigabytes of spaces. */
const DEEPEST = 100;

/** A text that is JSON, laid out; any other text as it is. */
export function prettyJson(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(value, DEEPEST) ? text : JSON.stringify(value, undefined, 2);
  } catch {
    return text;
  }
}

/** What one event of a stream says, in few words. */
export function summariseChunk(data: string): string {
  const chunk = readObject(data);
  if (chunk === undefined) return data;
  const choices = Array.isArray(chunk.choices) ? chunk.choices : [];
  const said = choices.map((choice: unknown) => summariseChoice(asObject(choice)));
  const others = ["usage", "perf_metrics", "error"].filter((key) => chunk[key] != null);
  return [...said, ...others.map((key) => `${key} ${JSON.stringify(chunk[key])}`)].join(" · ");
}

type JsonObject = Record<string, unknown>;

function readObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? asObject(value) : undefined;
  } catch {
    return undefined;
  }
}

const asObject = (value: unknown): JsonObject =>
  typeof value === "object" && value !== null ? (value as JsonObject) : {};

function summariseChoice({ index, delta, finish_reason: finish }: JsonObject): string {
  const parts = Object.entries(asObject(delta))
    .filter(([, value]) => value != null && value !== "")
    .map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  if (finish != null) parts.push(`finish_reason ${JSON.stringify(finish)}`);
  const place = index === 0 || index === undefined ? "" : `choice ${JSON.stringify(index)}: `;
  return place + parts.join(", ");
}
