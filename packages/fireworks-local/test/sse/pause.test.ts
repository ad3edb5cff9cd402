import { test } from "vitest";
import { pause } from "../../src/sse/pause.js";

test("a pause ends early when its signal fires, before or during", async () => {
  await pause(60_000, AbortSignal.abort());
  const controller = new AbortController();
  const waiting = pause(60_000, controller.signal);
  controller.abort();
  await waiting;
});
