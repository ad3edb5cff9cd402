import type { JournalRow } from "../../../src/admin/admin-answers.js";

/** This server refused it by itself, or who answers for it did; no rule of the plan was behind it. */
export const isRefused = ({ status, fault }: JournalRow): boolean =>
  status >= 400 && !isChangedByFault({ fault });

/** A delay alone leaves the answer what it is. */
export const isChangedByFault = ({ fault }: Pick<JournalRow, "fault">): boolean =>
  fault?.kinds.some((kind) => kind !== "delayHeadersMs" && kind !== "latency") === true;
