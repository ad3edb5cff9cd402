import { describe, expect, it } from "vitest";
import { isOver, stateOfAll, stateOfJob } from "../../../src/batch/jobs/job-state.js";

const NOW = Date.parse("2026-11-23T10:00:00Z");
const HOUR = 60 * 60_000;
const inHours = (hours: number) => new Date(NOW + hours * HOUR).toISOString();

const stateOf = (state: string | undefined, times: object = { expireTime: inHours(1) }) =>
  stateOfJob({ name: "accounts/a/batchInferenceJobs/j", state, ...times }, NOW);

describe("the state of a job", () => {
  it.each([
    ["VALIDATING", "waiting"],
    ["PENDING", "waiting"],
    ["CREATING", "waiting"],
    ["RE_QUEUEING", "waiting"],
    ["PAUSED", "waiting"],
    ["UNSPECIFIED", "waiting"],
    ["RUNNING", "running"],
    ["WRITING_RESULTS", "running"],
    ["CANCELLING", "running"],
    ["COMPLETED", "completed"],
    ["ARCHIVED", "completed"],
    ["FAILED", "failed"],
    ["EXPIRED", "expired"],
    ["CANCELLED", "cancelled"],
    ["EARLY_STOPPED", "cancelled"],
    ["DELETING", "gone"],
    ["DELETING_CLEANING_UP", "gone"],
    ["DELETED", "gone"],
  ])("JOB_STATE_%s is %s", (state, expected) => {
    expect(stateOf(`JOB_STATE_${state}`)).toBe(expected);
  });

  it("that nobody has seen is on its way until the job is well past its hour", () => {
    for (const state of [
      "JOB_STATE_DREAMING",
      undefined,
      "JOB_STATE_RUNNING",
      "JOB_STATE_PENDING",
    ]) {
      expect(isOver(stateOf(state))).toBe(false);
      expect(isOver(stateOf(state, { expireTime: inHours(-0.5) }))).toBe(false);
      expect(stateOf(state, { expireTime: inHours(-2) })).toBe("expired");
      expect(stateOf(state, { createTime: inHours(-72) })).not.toBe("expired");
      expect(stateOf(state, { createTime: inHours(-74) })).toBe("expired");
    }
    expect(stateOf("JOB_STATE_COMPLETED", { expireTime: inHours(-100) })).toBe("completed");
  });

  it("of several is on its way as long as one is, else the worst", () => {
    expect(stateOfAll(["completed", "running"])).toBe("running");
    expect(stateOfAll(["waiting", "waiting"])).toBe("waiting");
    expect(stateOfAll(["completed", "waiting"])).toBe("running");
    expect(stateOfAll(["failed", "waiting"])).toBe("waiting");
    expect(stateOfAll(["completed", "completed"])).toBe("completed");
    expect(stateOfAll(["completed", "expired", "cancelled"])).toBe("expired");
    expect(stateOfAll(["gone", "failed", "completed"])).toBe("failed");
  });
});
