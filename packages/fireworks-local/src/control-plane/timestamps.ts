/** RFC 3339 in UTC, without a fraction where there is none, as the control plane writes it. */
export function toTimestamp(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970, or undefined for what is no RFC 3339 timestamp. */
export function readTimestamp(text: string): number | undefined {
  const [, date, time, fraction = "", zone = ""] = RFC_3339.exec(text) ?? [];
  if (date === undefined) return undefined;
  // Engines only promise to read three digits.
  const ms = Date.parse(`${date}T${time}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  return Number.isNaN(ms) ? undefined : ms;
}

const DURATION = /^(-?\d{1,12}(?:\.\d{1,9})?)s$/;

/** Milliseconds of a duration such as `600s`, or undefined. */
export function readDuration(text: string): number | undefined {
  const seconds = DURATION.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}
