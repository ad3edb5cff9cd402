import { CHAT_ENTRIES } from "./chat-entries.js";
import { CLIENT_ENTRIES } from "./client-entries.js";
import type { EntryPoint } from "./entry-point.js";
import { OTHER_ENTRIES } from "./other-entries.js";

/** Every way in that one request can go. */
export const ENTRIES: readonly EntryPoint[] = [
  ...CHAT_ENTRIES,
  ...OTHER_ENTRIES,
  ...CLIENT_ENTRIES,
];
