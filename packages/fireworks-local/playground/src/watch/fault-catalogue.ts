import type { Fault, FaultMatch, FaultRule } from "../../../src/faults/fault.js";

/** A fault that is ready to be switched on. */
export interface ReadyFault {
  name: string;
  /** What a well-written application does about it. */
  expects: string;
  fault: Fault;
  /** Whether it happens to streams alone. */
  onlyStreams?: boolean;
}

export interface FaultGroup {
  title: string;
  faults: readonly ReadyFault[];
}

/** What happens most often to programs that ask a hosted model, and what is worst for them. */
export const FAULT_CATALOGUE: readonly FaultGroup[] = [
  {
    title: "Refusals",
    faults: [
      {
        name: "429, retry after 1 s",
        expects: "It waits a second and asks again.",
        fault: { status: 429, retryAfter: 1 },
      },
      {
        name: "429 without a hint",
        expects: "It asks again, later each time.",
        fault: { status: 429 },
      },
      {
        name: "500 internal error",
        expects: "It asks again a few times.",
        fault: { status: 500 },
      },
      {
        name: "503 overloaded",
        expects: "It asks again, or another model.",
        fault: { status: 503 },
      },
      {
        name: "503 scaling up from zero",
        expects: "It waits for the deployment: minutes rather than seconds.",
        fault: { envelope: "E5" },
      },
      {
        name: "401 wrong key",
        expects: "It stops and says that the key is wrong.",
        fault: { status: 401 },
      },
      {
        name: "404 model not found",
        expects: "It stops and names the model.",
        fault: { status: 404, envelope: "E2" },
      },
      {
        name: "502 with a page of HTML",
        expects: "It asks again, and does not parse the page.",
        fault: { envelope: "E12" },
      },
    ],
  },
  {
    title: "Slowness",
    faults: [
      {
        name: "Slow first token (5 s)",
        expects: "It shows that it waits, and does not give up too early.",
        fault: { latency: { firstTokenMs: 5_000 } },
      },
      {
        name: "The whole answer 10 s late",
        expects: "Its timeout is longer, or it says that it gave up.",
        fault: { delayHeadersMs: 10_000 },
      },
      {
        name: "Slow tokens (4 a second)",
        expects: "It shows the words as they come.",
        fault: { latency: { betweenTokensMs: 250 } },
      },
    ],
  },
  {
    title: "Broken streams",
    faults: [
      {
        name: "Cut after 5 events",
        expects: "It does not take the half for the whole.",
        fault: { cutAfterEvents: 5 },
        onlyStreams: true,
      },
      {
        name: "Cut inside an event",
        expects: "It reports a broken stream.",
        fault: { cutAfterEvents: 4, cutInside: "event" },
        onlyStreams: true,
      },
      {
        name: "Silence after 3 events",
        expects: "It gives up after a while instead of waiting for ever.",
        fault: { stallAfterEvents: 3 },
        onlyStreams: true,
      },
      {
        name: "Connection reset",
        expects: "It asks again.",
        fault: { resetConnection: true },
      },
      {
        name: "Malformed event",
        expects: "It reports the event, and does not lose what came before.",
        fault: { malformedEvent: "half-json", malformedAfterEvents: 3 },
        onlyStreams: true,
      },
      {
        name: "Error inside the stream",
        expects: "It reports the error, although the status was 200.",
        fault: { errorAfterEvents: 3 },
        onlyStreams: true,
      },
      {
        name: "A stream without events",
        expects: "It says that there was no answer.",
        fault: { emptyStream: true },
        onlyStreams: true,
      },
    ],
  },
  {
    title: "Oddities of providers",
    faults: [
      {
        name: "No finish_reason",
        expects: "It reads the answer, and does not wait for a reason.",
        fault: { quirks: "finish-reason-missing" },
        onlyStreams: true,
      },
      {
        name: "No usage",
        expects: "It counts nothing instead of failing.",
        fault: { quirks: "usage-missing" },
        onlyStreams: true,
      },
      {
        name: "No data: [DONE]",
        expects: "It ends when the connection does.",
        fault: { quirks: "done-missing" },
        onlyStreams: true,
      },
      {
        name: "Tool calls without index",
        expects: "It still tells the calls apart.",
        fault: { quirks: "call-index-missing" },
        onlyStreams: true,
      },
      {
        name: "Tool calls without id",
        expects: "It gives them one.",
        fault: { quirks: "call-id-missing" },
        onlyStreams: true,
      },
      {
        name: "Broken tool arguments",
        expects: "It tells the model, or asks again.",
        fault: { quirks: "call-arguments-broken" },
        onlyStreams: true,
      },
    ],
  },
];

/** How often a fault happens; `number` says more of some of them. */
export type HowOften = "once" | "times" | "every" | "each-request-once" | "always";

export const HOW_OFTEN: Readonly<Record<HowOften, { title: string; hasNumber: boolean }>> = {
  once: { title: "Once", hasNumber: false },
  times: { title: "The next N", hasNumber: true },
  every: { title: "Every Nth", hasNumber: true },
  "each-request-once": { title: "Each different request once", hasNumber: false },
  always: { title: "Always", hasNumber: false },
};

/** What is chosen in the form for a fault. Empty texts: any. */
export interface FaultChoice {
  howOften: HowOften;
  number: number;
  path: string;
  model: string;
}

/** The rule that does it. Chance has no part in it: the same run fails the same way again. */
export function ruleFor({ fault, onlyStreams }: ReadyFault, choice: FaultChoice): FaultRule {
  const { path, model } = choice;
  const match: FaultMatch = {
    ...(path !== "" && { path }),
    ...(model !== "" && { model }),
    ...(onlyStreams === true && { stream: true }),
  };
  return {
    ...(Object.keys(match).length > 0 && { match }),
    fault,
    ...COUNTS[choice.howOften](choice.number),
  };
}

type Count = Pick<FaultRule, "times" | "every" | "skip" | "per">;

const COUNTS: Readonly<Record<HowOften, (number: number) => Count>> = {
  once: () => ({ times: 1 }),
  times: (number) => ({ times: number }),
  // The rule's own counting begins with the first one: the others before it are left out.
  every: (number) => ({ every: number, skip: number - 1 }),
  "each-request-once": () => ({ times: 1, per: "request" }),
  always: () => ({}),
};

/** How often, in words. */
export function countText({ times, every = 1, skip = 0, per }: FaultRule): string {
  const which = every > 1 ? `one in ${every}` : "";
  const most = times === undefined ? "always" : times === 1 ? "once" : `${times} times`;
  const first = skip > 0 && skip !== every - 1 ? `after the first ${skip}` : "";
  const each = per === "request" ? "for each different request" : "";
  return [which, which !== "" && times === undefined ? "" : most, first, each]
    .filter((part) => part !== "")
    .join(", ");
}

/** Which requests, in words. */
export function matchText({ match = {} }: FaultRule): string {
  const parts = Object.entries(match).map(([name, wanted]) => {
    if (name === "stream") return wanted === true ? "streams" : "whole answers";
    return `${name} ${typeof wanted === "string" ? wanted : JSON.stringify(wanted)}`;
  });
  return parts.length === 0 ? "any request" : parts.join(", ");
}
