import { isRecord } from "../json/is-record.js";

/** What the keywords of a schema hold, or what stands for a keyword that is absent or malformed. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function numberOf(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

export function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
