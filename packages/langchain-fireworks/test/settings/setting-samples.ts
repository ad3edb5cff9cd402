import type { ChatSettings } from "../../src/settings/settings.js";

/** What a setting is, for the tests that must know all of them. A missing one does not compile. */
interface SettingSample {
  value: unknown;
  /** Whether the response cache must tell answers with it from answers without it. */
  changesAnswer: boolean;
}

export const SETTING_SAMPLES: Readonly<Record<keyof ChatSettings, SettingSample>> = {
  timeout: { value: 5000, changesAnswer: false },
  firstByteTimeout: { value: 5000, changesAnswer: false },
  streamIdleTimeout: { value: 5000, changesAnswer: false },
  maxRetries: { value: 1, changesAnswer: false },
  pacing: { value: { maxInFlight: 8 }, changesAnswer: false },
  onRetry: { value: () => {}, changesAnswer: false },
  onResponse: { value: () => {}, changesAnswer: false },
  allowIncompleteStream: { value: true, changesAnswer: true },
  waitForDeployment: { value: { maxWaitMs: 60_000 }, changesAnswer: false },
  onOverload: { value: ["priority", "accounts/a/models/b"], changesAnswer: true },
  suggestModels: { value: false, changesAnswer: false },
  sessionId: { value: { id: "thread-1", isolate: true }, changesAnswer: false },
  sessionAffinity: { value: "a", changesAnswer: false },
  multiTurnSessionId: { value: "a", changesAnswer: false },
  baseModel: { value: "kimi-k3", changesAnswer: true },
  clampReasoningEffort: { value: true, changesAnswer: false },
  replayReasoning: { value: "none", changesAnswer: true },
  checkMedia: { value: false, changesAnswer: false },
  // The body says which tools are strict.
  strict: { value: true, changesAnswer: false },
  modelKwargs: { value: { new_field: 1 }, changesAnswer: true },
  streamUsage: { value: false, changesAnswer: false },
  includeRawResponse: { value: true, changesAnswer: true },
  includeResponseHeaders: { value: true, changesAnswer: true },
  reasoningFormat: { value: "auto", changesAnswer: true },
  rescueToolCalls: { value: true, changesAnswer: true },
  prices: {
    value: { "accounts/a/models/b": { input: 1, cachedInput: 0.1, output: 2 } },
    changesAnswer: true,
  },
};
