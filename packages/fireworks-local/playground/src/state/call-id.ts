import type { ToolCall } from "fireworks-client/wire";

/** What a result refers to. A model that gives no id gets one by the place of the call. */
export const callIdOf = ({ id }: ToolCall, at: number): string =>
  id == null || id === "" ? `call_${at + 1}` : id;
