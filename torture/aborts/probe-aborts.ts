import { setTimeout as sleep } from "node:timers/promises";
import { ModelAbortError } from "@langchain/core/errors";
import type { CellContext } from "../cell-context.js";
import type { Fetch, Transport } from "../transports.js";
import type { AbortEntry, RunKit } from "./entries.js";
import type { Situation } from "./situations.js";
import { steppedAnswers } from "./stepped-answers.js";
import { Steps, type Timing } from "./steps.js";

/** What is stopped, where and when. */
export interface AbortPlan {
  readonly entry: AbortEntry;
  readonly situation: Situation;
  readonly timing: Timing;
  readonly transport: Transport;
}

/** How one run ended. */
type Outcome = { answer: unknown } | { error: unknown };

/** Later than this, nothing noticed the abort. All waits of the runs are far longer. */
const LATE_MS = 4_000;

/** Stops a call at each of its steps in turn; gives what was wrong, with the step. */
export async function probeAborts(plan: AbortPlan, context: CellContext): Promise<string[]> {
  const free = new Steps({ target: undefined, timing: plan.timing, stop: () => undefined });
  const usual = await run(plan, context, { steps: free, signal: undefined });
  const requests = context.server.requests.length;
  const findings: string[] = [];
  for (const step of free.names) {
    // Nobody can end a callback of the user's that never ends.
    if (plan.timing === "stuck" && /^callback|^reader/.test(step)) continue;
    const wrong = await probe({ ...plan, step, usual, requests }, context);
    findings.push(...wrong.map((text) => `aborted at "${step}": ${text}`));
  }
  return findings;
}

interface ProbePlan extends AbortPlan {
  step: string;
  /** How the call ends when nothing stops it, after so many requests. */
  usual: Outcome;
  requests: number;
}

async function probe(plan: ProbePlan, context: CellContext): Promise<string[]> {
  const { timing, step } = plan;
  const { server } = context;
  const controller = context.abortController();
  const reason = new Error("the user left");
  const steps = new Steps({ target: step, timing, stop: () => controller.abort(reason) });
  const counted = countedFetch(plan.transport.fetch);
  const transport = { ...plan.transport, fetch: counted.fetch };
  const work = run({ ...plan, transport }, context, { steps, signal: controller.signal });
  const outcome = await Promise.race([work, late()]);
  context.keep(outcome);
  const sent = counted.count();
  const findings = judge(plan, steps, outcome, reason);
  await settled(() => server.busySockets === 0);
  if (server.busySockets > 0) findings.push("a connection stays open");
  if (counted.count() > sent) findings.push("a request is sent after the end");
  return findings;
}

/** A request that left before the abort may reach the server after it: they are counted where they begin. */
function countedFetch(send: Fetch): { fetch: Fetch; count: () => number } {
  let sent = 0;
  const fetch: typeof send = (...given) => {
    sent += 1;
    return send(...given);
  };
  return { fetch, count: () => sent };
}

interface RunParts {
  steps: Steps;
  signal: AbortSignal | undefined;
}

async function run(
  { entry, situation, transport }: AbortPlan,
  { server, key }: CellContext,
  { steps, signal }: RunParts,
): Promise<Outcome> {
  server.serve(steppedAnswers(steps, situation.serve(steps)));
  const apiKey = async (): Promise<string> => {
    await steps.at("key");
    return key;
  };
  const settings = { maxRetries: 0, ...situation.settings?.(steps) };
  const { baseURL } = server;
  const kit: RunKit = { baseURL, apiKey, fetch: transport.fetch, signal, steps, settings };
  try {
    return { answer: await (situation.around ?? asIs)(kit, entry.ask) };
  } catch (error) {
    return { error };
  }
}

const asIs: NonNullable<Situation["around"]> = (kit, ask) => ask(kit);

const LATE: Outcome = { error: "late" };

async function late(): Promise<Outcome> {
  await sleep(LATE_MS, undefined, { ref: false });
  return LATE;
}

/** Waits until what was given up is gone; a stray request would come in this time. */
async function settled(condition: () => boolean): Promise<void> {
  await sleep(2);
  for (let waited = 0; !condition() && waited < LATE_MS; waited += 5) await sleep(5);
}

function judge(plan: ProbePlan, steps: Steps, outcome: Outcome, reason: Error): string[] {
  if (outcome === LATE) return ["nothing notices it"];
  if (isAbort(outcome, reason)) return [];
  const answeredBy = plan.situation.answeredBy ?? plan.requests;
  const wasAnswered = steps.names.includes(`end of ${answeredBy}`);
  if (wasAnswered && described(outcome) === described(plan.usual)) return [];
  return [`it ends with ${described(outcome)}`];
}

/** The abort error of the client, which is core's too, with the reason as its cause; or the reason itself. */
function isAbort(outcome: Outcome, reason: Error): boolean {
  if (!("error" in outcome)) return false;
  const { error } = outcome;
  if (!(error instanceof Error) || error.name !== "AbortError") return error === reason;
  return ModelAbortError.isInstance(error) || error.cause === reason;
}

function described(outcome: Outcome): string {
  if ("answer" in outcome) return "an answer";
  const { error } = outcome;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
