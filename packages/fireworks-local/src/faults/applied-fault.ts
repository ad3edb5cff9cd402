import type { Fault } from "./fault.js";

/** What the fault plan did to one request, a delay alone as well. */
export interface AppliedFault {
  /** The place of its rule in the plan, from 0; undefined where a function chose the fault. */
  rule: number | undefined;
  /** The fields of the fault, e.g. `status`, `delayHeadersMs`. */
  kinds: (keyof Fault)[];
  /** In words, e.g. "status 503, the answer 200 ms late". */
  text: string;
}
