import * as fc from "fast-check";
import type { Deployment } from "fireworks-client/wire";
import type { FireworksLocal } from "fireworks-local";
import { expect, test } from "vitest";
import { local, post, refusal } from "../local.js";
import { call, clocked, KIMI, refused } from "./gateway.js";

const D = "accounts/acme/deployments/d";
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

async function create(
  server: FireworksLocal,
  fields: object = {},
  query = "",
): Promise<Deployment> {
  const path = `/acme/deployments?deploymentId=d${query}`;
  const [status, answer] = await call<Deployment>(server, "POST", path, {
    baseModel: KIMI,
    ...fields,
  });
  expect([status, answer]).toEqual([200, expect.objectContaining({ name: D })]);
  return answer;
}

const get = async (server: FireworksLocal): Promise<Deployment> =>
  (await call<Deployment>(server, "GET", "/acme/deployments/d"))[1];

/** The status of a call that is asked of the deployment. */
const asked = async (server: FireworksLocal, model = D): Promise<number> =>
  (await post(server, { model })).status;

test("a deployment is made with Fireworks' defaults, and takes its time", async () => {
  const { server, clock } = clocked({ deploymentTimings: { createMs: 5 * MINUTE } });
  const created = await create(server, {
    displayName: "Mine",
    autoscaling_policy: { scaleToZeroWindow: "300s" },
  });
  expect(created).toMatchObject({
    displayName: "Mine",
    baseModel: KIMI,
    state: "CREATING",
    status: { code: "OK", message: "" },
    minReplicaCount: 0,
    maxReplicaCount: 1,
    replicaCount: 0,
    desiredReplicaCount: 1,
    replicaStats: { readyReplicaCount: 0, initializingReplicaCount: 1 },
    autoscalingPolicy: {
      scaleUpWindow: "30s",
      scaleDownWindow: "600s",
      scaleToZeroWindow: "300s",
      loadTargets: { default: 0.8 },
    },
    placement: { multiRegion: "GLOBAL" },
    createTime: "2026-08-30T10:00:00Z",
  });
  clock.ms += 5 * MINUTE - 1;
  expect(await get(server)).toMatchObject({ state: "CREATING" });
  expect((await refusal(server, { model: D }))[0]).toBe(404);
  clock.ms += 1;
  expect(await get(server)).toMatchObject({ state: "READY", replicaCount: 1 });
  for (const model of [D, `${KIMI}#${D}`]) expect(await asked(server, model)).toBe(200);
  expect(await asked(server, `accounts/fireworks/models/glm-5p3#${D}`)).toBe(404);
});

test("without timings it is ready at once, but the answer that made it says CREATING", async () => {
  const server = local();
  expect((await create(server)).state).toBe("CREATING");
  expect((await get(server)).state).toBe("READY");
});

test("scaled to zero when nobody asks, it refuses and wakes", async () => {
  const { server, clock } = clocked({ deploymentTimings: { scaleUpMs: MINUTE } });
  await create(server, { autoscalingPolicy: { scaleToZeroWindow: "600s" } });
  clock.ms += 9 * MINUTE;
  expect(await asked(server)).toBe(200);
  clock.ms += 10 * MINUTE;
  expect(await get(server)).toMatchObject({
    state: "READY",
    replicaCount: 0,
    desiredReplicaCount: 0,
  });
  const response = await post(server, { model: D });
  expect([response.status, await response.json()]).toEqual([
    503,
    {
      error: {
        message:
          "Deployment is currently scaled to zero and is scaling up. Please retry your request in a few minutes.",
        code: "DEPLOYMENT_SCALING_UP",
        type: "error",
      },
    },
  ]);
  expect(await get(server)).toMatchObject({ replicaCount: 0, desiredReplicaCount: 1 });
  clock.ms += MINUTE - 1;
  expect(await asked(server)).toBe(503);
  clock.ms += 1;
  expect(await asked(server)).toBe(200);
});

test("one that keeps a replica never sleeps", async () => {
  const { server, clock } = clocked();
  await create(server, { minReplicaCount: 1 });
  clock.ms += 30 * DAY;
  expect(await asked(server)).toBe(200);
});

test("`:scale` sets the replicas, down at once and up in time", async () => {
  const { server, clock } = clocked({ deploymentTimings: { scaleUpMs: MINUTE } });
  await create(server, { maxReplicaCount: 4 });
  const scale = (replicaCount: number): Promise<[number, object]> =>
    call(server, "PATCH", "/acme/deployments/d:scale", { replicaCount });
  expect(await scale(3)).toEqual([200, {}]);
  expect(await get(server)).toMatchObject({
    replicaCount: 1,
    desiredReplicaCount: 3,
    replicaStats: { initializingReplicaCount: 2 },
  });
  clock.ms += MINUTE;
  expect(await get(server)).toMatchObject({
    replicaCount: 3,
    replicaStats: { readyReplicaCount: 3 },
  });
  expect(await scale(0)).toEqual([200, {}]);
  expect(await get(server)).toMatchObject({ replicaCount: 0, desiredReplicaCount: 0 });
  expect([await asked(server), await asked(server)]).toEqual([503, 503]);
  clock.ms += MINUTE;
  expect(await asked(server)).toBe(200);
  await call(server, "PATCH", "/acme/deployments/d", { maxReplicaCount: 0 });
  expect(await asked(server)).toBe(404);
  expect(await scale(-1)).toEqual(refused(400, 3, "invalid value for field replicaCount: -1"));
});

test("a patch changes what it names, but not the base model", async () => {
  const { server, clock } = clocked({ deploymentTimings: { updateMs: MINUTE } });
  await create(server, { displayName: "old" });
  clock.ms += SECOND;
  const [, patched] = await call(server, "PATCH", "/acme/deployments/d", {
    displayName: "new",
    min_replica_count: 2,
    maxReplicaCount: 2,
  });
  expect(patched).toMatchObject({
    displayName: "new",
    state: "UPDATING",
    baseModel: KIMI,
    desiredReplicaCount: 2,
    updateTime: "2026-08-30T10:00:01Z",
  });
  clock.ms += MINUTE;
  expect((await get(server)).state).toBe("READY");
  const body = { baseModel: "accounts/fireworks/models/glm-5p3" };
  expect(await call(server, "PATCH", "/acme/deployments/d", body)).toEqual(
    refused(400, 3, expect.stringContaining("base_model cannot be changed")),
  );
});

test("one that was asked within the hour is not deleted without being told to", async () => {
  const { server, clock } = clocked();
  await create(server);
  await asked(server);
  clock.ms += HOUR - 1;
  expect(await call(server, "DELETE", "/acme/deployments/d")).toEqual(
    refused(400, 9, expect.stringContaining("requests within the last hour")),
  );
  clock.ms += 1;
  expect(await call(server, "DELETE", "/acme/deployments/d")).toEqual([200, {}]);
  expect(await asked(server)).toBe(404);
});

test("a deleted deployment is shown when asked for, and can be had back for a week", async () => {
  const { server, clock } = clocked({ deploymentTimings: { deleteMs: MINUTE, createMs: SECOND } });
  await create(server);
  clock.ms += SECOND;
  await asked(server);
  expect((await call(server, "DELETE", "/acme/deployments/d?ignoreChecks=true"))[0]).toBe(200);
  expect(await get(server)).toMatchObject({
    state: "DELETING",
    deleteTime: "2026-08-30T10:00:01Z",
    purgeTime: "2026-09-06T10:00:01Z",
  });
  clock.ms += MINUTE;
  const listed = async (query: string): Promise<unknown> =>
    (await call(server, "GET", `/acme/deployments${query}`))[1];
  expect(await listed("")).toMatchObject({ totalSize: 0 });
  expect(await listed("?showDeleted=true")).toMatchObject({
    deployments: [{ name: D, state: "DELETED" }],
  });
  expect(
    await call(server, "POST", "/acme/deployments?deploymentId=d", { baseModel: KIMI }),
  ).toEqual(refused(409, 6, `${D} already exists`));
  for (const [path, body] of Object.entries({ d: { displayName: "x" }, "d:scale": {} }))
    expect(await call(server, "PATCH", `/acme/deployments/${path}`, body)).toEqual(
      refused(400, 9, `${D} was deleted`),
    );
  const undelete = "/acme/deployments/d:undelete";
  expect((await call(server, "POST", undelete, {}))[1]).toMatchObject({ state: "CREATING" });
  clock.ms += SECOND;
  expect(await asked(server)).toBe(200);
  expect(await call(server, "POST", undelete, {})).toEqual(refused(400, 9, `${D} was not deleted`));
  await call(server, "DELETE", "/acme/deployments/d?ignore_checks=1");
  clock.ms += 7 * DAY;
  expect((await call(server, "GET", "/acme/deployments/d"))[0]).toBe(404);
  await create(server);
});

test("`hard` leaves nothing", async () => {
  const server = local();
  await create(server);
  expect(await call(server, "DELETE", "/acme/deployments/d?hard=true")).toEqual([200, {}]);
  expect((await call(server, "GET", "/acme/deployments/d"))[0]).toBe(404);
});

test("with no replica to keep, a week without a request deletes it", async () => {
  const { server, clock } = clocked();
  await create(server);
  clock.ms += 7 * DAY - 1;
  expect((await get(server)).state).toBe("READY");
  clock.ms += 1;
  expect((await get(server)).state).toBe("DELETED");
});

test("`validateOnly` shows what would be made, and makes nothing", async () => {
  const server = local();
  await create(server, {}, "&validateOnly=true");
  expect((await call(server, "GET", "/acme/deployments/d"))[0]).toBe(404);
  await create(server);
  const again = "/acme/deployments?deploymentId=d&validateOnly=true";
  expect(await call(server, "POST", again, { baseModel: KIMI })).toEqual(
    refused(409, 6, `${D} already exists`),
  );
});

test.each<[object, number, number, unknown]>([
  [{}, 400, 3, "base_model is required"],
  [{ baseModel: "accounts/acme/models/none" }, 404, 5, "model accounts/acme/models/none not found"],
  [{ baseModel: KIMI, nope: 1 }, 400, 3, 'unknown field "nope"'],
  [
    { baseModel: KIMI, minReplicaCount: 3, maxReplicaCount: 2 },
    400,
    3,
    "min_replica_count 3 is greater than max_replica_count 2",
  ],
  [
    { baseModel: KIMI, acceleratorType: "H100" },
    400,
    3,
    'invalid value for field acceleratorType: "H100"',
  ],
  [
    { baseModel: KIMI, autoscalingPolicy: { scaleToZeroWindow: "299s" } },
    400,
    3,
    "invalid autoscaling_policy.scaleToZeroWindow: 299s is not at least 300s",
  ],
  [
    { baseModel: KIMI, autoscalingPolicy: { scaleUpWindow: "3601s" } },
    400,
    3,
    "invalid autoscaling_policy.scaleUpWindow: 3601s is not between 0s and 3600s",
  ],
  [
    { baseModel: KIMI, placement: { multiRegion: "MOON" } },
    400,
    3,
    'invalid value for field placement.multiRegion: "MOON"',
  ],
])("%j makes no deployment", async (body, status, code, message) => {
  expect(await call(local(), "POST", "/acme/deployments?deploymentId=d", body)).toEqual(
    refused(status, code, message),
  );
});

test("deployments are listed in the order they were made, and by filters", async () => {
  const { server, clock } = clocked();
  for (const id of ["b", "a", "c"]) {
    clock.ms += SECOND;
    await call(server, "POST", `/acme/deployments?deploymentId=${id}`, {
      baseModel: id === "c" ? "accounts/fireworks/models/glm-5p3" : KIMI,
    });
  }
  const ids = async (query: string): Promise<unknown> => {
    const [, { deployments }] = await call<{ deployments: Deployment[] }>(
      server,
      "GET",
      `/acme/deployments?${query}`,
    );
    return deployments.map(({ name }) => name.at(-1));
  };
  expect(await ids("")).toEqual(["b", "a", "c"]);
  expect(await ids("orderBy=name")).toEqual(["a", "b", "c"]);
  expect(
    await ids(`filter=${encodeURIComponent(`base_model="${KIMI}" AND state="READY"`)}`),
  ).toEqual(["b", "a"]);
  expect(await ids(`filter=${encodeURIComponent('create_time > "2026-08-30T10:00:02Z"')}`)).toEqual(
    ["c"],
  );
});

test("a deployment of the options can sleep from the start", async () => {
  const { server, clock } = clocked({
    deployments: [{ id: D, baseModel: KIMI, replicaCount: 0 }],
    deploymentTimings: { scaleUpMs: MINUTE },
  });
  expect([await asked(server), await asked(server)]).toEqual([503, 503]);
  clock.ms += MINUTE;
  expect(await asked(server)).toBe(200);
  clock.ms += HOUR;
  expect(await asked(server)).toBe(503);
});

test("deployments of one scope are not those of another", async () => {
  const server = local({ deployments: [{ id: D, baseModel: KIMI, replicaCount: 0 }] });
  const other = { headers: { authorization: `Bearer ${server.scope("other").apiKey}` } };
  expect((await post(server, { model: D }, other)).status).toBe(503);
  expect((await post(server, { model: D }, other)).status).toBe(200);
  expect(await asked(server)).toBe(503);
});

test("a policy that is changed has Fireworks' defaults for what is left out", async () => {
  const server = local();
  await create(server, { autoscalingPolicy: { scaleUpWindow: "60s" } });
  const body = { autoscalingPolicy: { scaleToZeroWindow: "300s" } };
  expect((await call(server, "PATCH", "/acme/deployments/d", body))[1]).toMatchObject({
    autoscalingPolicy: {
      scaleUpWindow: "30s",
      scaleToZeroWindow: "300s",
      loadTargets: { default: 0.8 },
    },
  });
});

const step = fc.oneof(
  fc.integer({ min: 0, max: 8 * DAY }).map((wait) => ({ wait })),
  fc.constant({ ask: true }),
  fc.nat(3).map((replicaCount) => ({ method: "PATCH", path: ":scale", body: { replicaCount } })),
  fc.nat(3).map((minReplicaCount) => ({ method: "PATCH", path: "", body: { minReplicaCount } })),
  fc.boolean().map((hard) => ({ method: "DELETE", path: `?ignoreChecks=true&hard=${hard}` })),
  fc.constant({ method: "POST", path: ":undelete", body: {} }),
);
const timings = fc.record({
  createMs: fc.nat(HOUR),
  scaleUpMs: fc.nat(HOUR),
  updateMs: fc.nat(HOUR),
  deleteMs: fc.nat(HOUR),
});

test("whatever is done to a deployment, what it shows and what it answers agree", async () => {
  await fc.assert(
    fc.asyncProperty(
      timings,
      fc.array(step, { maxLength: 12 }),
      async (deploymentTimings, steps) => {
        const { server, clock } = clocked({ deploymentTimings });
        await create(server, { maxReplicaCount: 3 });
        for (const one of steps) {
          if ("wait" in one) clock.ms += one.wait;
          if ("method" in one) {
            const { method, path } = one;
            const body = "body" in one ? one.body : undefined;
            const [status] = await call(server, method, `/acme/deployments/d${path}`, body);
            expect([200, 400, 404]).toContain(status);
          }
          const [found, { state, replicaCount = 0 }] = await call<Deployment>(
            server,
            "GET",
            "/acme/deployments/d",
          );
          const isThere = found === 200 && (state === "READY" || state === "UPDATING");
          if ("ask" in one)
            expect(await asked(server)).toBe(isThere ? (replicaCount > 0 ? 200 : 503) : 404);
          if (!isThere) expect(replicaCount).toBe(0);
        }
      },
    ),
    { numRuns: 30 },
  );
});
