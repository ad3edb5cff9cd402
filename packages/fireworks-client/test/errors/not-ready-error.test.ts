import {
  FireworksDeploymentNotReadyError,
  FireworksDeploymentScalingUpError,
  FireworksOverloadedError,
} from "fireworks-client";
import { expect, test } from "vitest";

const last = (): FireworksDeploymentScalingUpError =>
  new FireworksDeploymentScalingUpError("starting", {
    status: 503,
    code: "DEPLOYMENT_SCALING_UP",
    requestId: "r-1",
    headers: new Headers({ "x-a": "1" }),
    body: { error: "starting" },
  });

test("D2: says how long and how often it was asked, and keeps what the last answer said", () => {
  const error = new FireworksDeploymentNotReadyError({ last: last(), waitedMs: 90_400, polls: 1 });
  expect(error.message).toBe(
    "The deployment was still starting after 90 s and 1 more try (status 503, request id r-1). " +
      "Wait longer (waitForDeployment.maxWaitMs), look at the deployment's state, or keep a minimum of one replica.",
  );
  expect(error).toMatchObject({
    name: "FireworksDeploymentNotReadyError",
    status: 503,
    code: "deployment_not_ready",
    requestId: "r-1",
    waitedMs: 90_400,
    polls: 1,
    retryable: false,
    body: { error: "starting" },
  });
  expect(error.headers.get("x-a")).toBe("1");
});

test("D2: it is one of those it comes from, and they are not it", () => {
  const error = new FireworksDeploymentNotReadyError({ last: last(), waitedMs: 0, polls: 0 });
  expect(FireworksDeploymentScalingUpError.isInstance(error)).toBe(true);
  expect(FireworksOverloadedError.isInstance(error)).toBe(true);
  expect(FireworksDeploymentNotReadyError.isInstance(last())).toBe(false);
});
