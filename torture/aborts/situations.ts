import { Pacer } from "fireworks-client";
import type { AbortEntry, RunKit, Settings } from "./entries.js";
import { goodAnswer, MODEL, OTHER_MODEL } from "./good-answers.js";
import type { Serve, SteppedAnswer } from "./stepped-answers.js";
import type { Steps } from "./steps.js";

/** What a call meets on its way. */
export interface Situation {
  /** Kebab-case. */
  id: string;
  fits: (entry: AbortEntry) => boolean;
  settings?: (steps: Steps) => Settings;
  /** The request whose answer is the end of the call, when more follow it. Default: the last. */
  answeredBy?: number;
  serve: (steps: Steps) => Serve;
  /** Something that happens before the call, or around it. */
  around?: (kit: RunKit, ask: (kit: RunKit) => Promise<unknown>) => Promise<unknown>;
}

/** A wait that is to be stopped is a long one: a run that sits it out is late. */
const LONG_MS = "50000";

const refusal = (
  status: number,
  error: object,
  headers: Record<string, string> = {},
): SteppedAnswer => {
  const text = JSON.stringify({ error });
  return { status, headers, pieces: [text.slice(0, 9), text.slice(9)] };
};

const always = (): boolean => true;
const ofLangChain = ({ isClient }: AbortEntry): boolean => isClient !== true;
const generating = ({ generates }: AbortEntry): boolean => generates === true;

const waitBefore = (steps: Steps, name: string): Record<string, string> => ({
  "retry-after-ms": steps.stopsAt(name) ? LONG_MS : "1",
});

/** Every place a call can wait in. */
export const SITUATIONS: readonly Situation[] = [
  { id: "plain", fits: always, serve: () => (request) => goodAnswer(request) },
  {
    id: "retry",
    fits: always,
    settings: () => ({ maxRetries: 1 }),
    serve: (steps) => (request, nth) =>
      nth > 1
        ? goodAnswer(request)
        : refusal(503, { message: "overloaded" }, waitBefore(steps, "retry")),
  },
  {
    id: "refusal",
    fits: always,
    serve: () => () => refusal(400, { message: "no", code: "invalid_request_error" }),
  },
  {
    id: "not-found",
    answeredBy: 1,
    fits: ofLangChain,
    settings: () => ({ suggestModels: true }),
    serve: () => (request) =>
      request.method === "GET" ? goodAnswer(request) : refusal(404, { message: "Model not found" }),
  },
  {
    id: "starting-deployment",
    fits: ofLangChain,
    settings: (steps) => ({ waitForDeployment: { onWait: () => steps.mark("wait") } }),
    serve: (steps) => (request, nth) =>
      nth > 2
        ? goodAnswer(request)
        : refusal(
            503,
            { code: "DEPLOYMENT_SCALING_UP" },
            waitBefore(steps, nth === 1 ? "wait" : "wait #2"),
          ),
  },
  {
    id: "overload-fallback",
    fits: generating,
    settings: () => ({ onOverload: [OTHER_MODEL] }),
    serve: () => (request, nth) =>
      nth > 1 ? goodAnswer(request) : refusal(503, { message: "overloaded" }),
  },
  {
    id: "pacing-queue",
    fits: always,
    settings: () => ({ pacing: new Pacer({ maxInFlight: 1, firstCalls: 1 }) }),
    serve: () => (request) => goodAnswer(request),
    around: async (kit, ask) => {
      const first = await kit.settings.pacing?.enter({ model: MODEL, attempt: 1 });
      const asked = ask(kit);
      void kit.steps.at("queue").then(() => first?.end());
      return asked;
    },
  },
];
