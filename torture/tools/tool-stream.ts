/** A call that has to come out. */
export interface WantedCall {
  /** Undefined where the server gave none that can be used: then any, as long as it is the same everywhere. */
  readonly id?: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A call that cannot be run, and must not be lost. */
export interface WantedInvalid {
  readonly name: string;
  readonly args: string;
}

/** What a server streams for its tool calls, written by hand from contract 4.4 and from reports. */
export interface ToolStream {
  readonly id: string;
  readonly deltas: readonly unknown[];
  /** Default `tool_calls`. */
  readonly finish?: string;
  readonly calls: readonly WantedCall[];
  readonly invalid?: readonly WantedInvalid[];
  readonly text?: string;
  /** Whether `rescueToolCalls` is set; the bare client has no such thing. */
  readonly rescued?: boolean;
}

type Part = Record<string, unknown>;

/** A delta with pieces of calls. */
export const calls = (...parts: unknown[]): unknown => ({ tool_calls: parts });
/** One piece of a call. */
export const part = (fields: Part, name?: unknown, args?: unknown): Part => ({
  ...fields,
  function: { ...(name !== undefined && { name }), ...(args !== undefined && { arguments: args }) },
});

export const ROME: string = '{"city":"Rome"}';
export const CET: string = '{"zone":"CET"}';
export const weather: WantedCall = { id: "call_a", name: "weather", args: { city: "Rome" } };
export const time: WantedCall = { id: "call_b", name: "time", args: { zone: "CET" } };
export const anyWeather: WantedCall = { name: "weather", args: { city: "Rome" } };
export const anyTime: WantedCall = { name: "time", args: { zone: "CET" } };
export const a: Part = { id: "call_a", type: "function" };
export const b: Part = { id: "call_b", type: "function" };
