import { expect, test } from "vitest";
import {
  FireworksAbortError,
  FireworksConfigurationError,
  FireworksTimeoutError,
} from "fireworks-client";
import { rawServer } from "../raw-server.js";
import type { Handler, RawServer } from "../raw-server.js";
import { client, failureOf } from "../samples.js";

const LOOK_UP = "/v1/accounts?pageSize=2";

/** A gateway that knows these accounts and says `{}` to everything else. */
const gateway = (...accounts: string[]): Promise<RawServer> =>
  rawServer((reply, { path }) => {
    const named = accounts.map((name) => ({ name: `accounts/${name}` }));
    reply.json(200, path.startsWith("/v1/accounts?") ? { accounts: named } : {});
  });

const pathsOf = ({ requests }: RawServer): string[] => requests.map(({ path }) => path);

test("A144: the only account of a key is looked up once, by one request for all who wait", async () => {
  const server = await gateway("acme");
  const { datasets, accounts } = client(server.baseURL);
  await Promise.all([datasets.get("a"), datasets.get("b"), accounts.resolveId()]);
  expect(await accounts.resolveId()).toBe("acme");
  expect(pathsOf(server).filter((path) => path === LOOK_UP)).toHaveLength(1);
  expect(pathsOf(server)).toContain("/v1/accounts/acme/datasets/a");
});

test.each([{ accountId: "mine" }, { accountId: "accounts/mine" }])(
  "A144: an account that is set is not looked up: %j",
  async (options) => {
    const server = await gateway("acme");
    await client(server.baseURL, options).datasets.get("a");
    expect(pathsOf(server)).toEqual(["/v1/accounts/mine/datasets/a"]);
  },
);

test("A144: the account in a full name wins over the client's own", async () => {
  const server = await gateway();
  const { datasets, batchInferenceJobs } = client(server.baseURL, { accountId: "mine" });
  await datasets.get("accounts/other/datasets/a");
  await batchInferenceJobs.create(
    { model: "m", inputDatasetId: "a" },
    { batchInferenceJobId: "accounts/other/batchInferenceJobs/j" },
  );
  expect(pathsOf(server)).toEqual([
    "/v1/accounts/other/datasets/a",
    "/v1/accounts/other/batchInferenceJobs?batchInferenceJobId=j",
  ]);
});

test("A144: of several accounts the caller has to choose, and is told which there are", async () => {
  const several = await gateway("acme", "beta");
  const error = await failureOf(client(several.baseURL).datasets.get("a"));
  expect(error).toBeInstanceOf(FireworksConfigurationError);
  expect(error).toMatchObject({ code: "several_accounts", field: "accountId" });
  expect(String(error)).toMatch(/acme, beta.*FIREWORKS_ACCOUNT_ID/);
  const none = await gateway();
  const lonely = await failureOf(client(none.baseURL).accounts.resolveId());
  expect(lonely).toMatchObject({ code: "no_account" });
});

test("A144: a look-up that failed is forgotten", async () => {
  const handler: Handler = (reply, _request, attempt) =>
    attempt === 1
      ? reply.json(403, { code: 7, message: "not yet" })
      : reply.json(200, { accounts: [{ name: "accounts/acme" }] });
  const server = await rawServer(handler);
  const { accounts } = client(server.baseURL);
  expect(await failureOf(accounts.resolveId())).toMatchObject({ status: 403 });
  expect(await accounts.resolveId()).toBe("acme");
});

test("users-ask D3: who aborts leaves the others waiting; the last one closes the socket", async () => {
  const server = await rawServer((reply, _request, attempt) => {
    if (attempt === 2) reply.json(200, { accounts: [{ name: "accounts/acme" }] });
  });
  const { accounts } = client(server.baseURL);
  const [first, second] = [new AbortController(), new AbortController()];
  const waits = [first, second].map(({ signal }) => failureOf(accounts.resolveId({ signal })));
  await server.until(({ requests }) => requests.length === 1);
  first.abort();
  expect(await waits[0]).toBeInstanceOf(FireworksAbortError);
  expect(server.openSockets).toBe(1);
  second.abort();
  expect(await waits[1]).toBeInstanceOf(FireworksAbortError);
  expect(await accounts.resolveId()).toBe("acme");
  expect(server.requests).toHaveLength(2);
});

test("A144: a call with a key of its own is looked up by itself", async () => {
  const server = await rawServer((reply, { headers }) => {
    const name = headers.authorization === "Bearer other" ? "accounts/other" : "accounts/acme";
    reply.json(200, { accounts: [{ name }] });
  });
  const { accounts } = client(server.baseURL);
  const headers = { Authorization: "Bearer other" };
  expect(await accounts.resolveId({ headers })).toBe("other");
  expect(await accounts.resolveId()).toBe("acme");
});

test("A144: who joined a look-up does not fail by the time of the call that began it", async () => {
  const server = await rawServer((reply, _request, attempt) => {
    if (attempt > 1) reply.json(200, { accounts: [{ name: "accounts/acme" }] });
  });
  const { accounts } = client(server.baseURL, { maxRetries: 0 });
  const hurried = failureOf(accounts.resolveId({ timeout: 20 }));
  const patient = [accounts.resolveId(), accounts.resolveId()];
  expect(await hurried).toBeInstanceOf(FireworksTimeoutError);
  expect(await Promise.all(patient)).toEqual(["acme", "acme"]);
  expect(server.requests).toHaveLength(2);
});

test.each([null, [null], [{}], [{ name: "accounts/a" }, {}]])(
  "A144: accounts that cannot be read are a typed error: %j",
  async (accounts) => {
    const server = await rawServer((reply) => reply.json(200, { accounts }));
    const error = await failureOf(client(server.baseURL).accounts.resolveId());
    expect(error).toBeInstanceOf(FireworksConfigurationError);
  },
);
