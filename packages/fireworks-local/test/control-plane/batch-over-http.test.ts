import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nextTurn } from "../../src/control-plane/batch/next-turn.js";
import { local } from "../local.js";
import { json, startEngine } from "../upstream/fake-engine.js";
import { chatRow, gatewayClient } from "./gateway-client.js";

const server = local();
beforeAll(async () => {
  await server.listen();
  await gatewayClient(server).uploaded("in-1", [chatRow("a")]);
});
afterAll(() => server.close());

/** What `fetch` cannot send: a `GET` with a body. */
function getWithBody(path: string, body: string): Promise<[number | undefined, string]> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: "Bearer k", "content-length": body.length };
    const sent = request(`${server.url}${path}`, { method: "GET", headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += String(chunk)));
      response.on("end", () => resolve([response.statusCode, text]));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

test("a body on the download call is refused, as Google's front end refuses it", async () => {
  const path = "/v1/accounts/me/datasets/in-1:getDownloadEndpoint";
  expect(await getWithBody(path, "{}")).toEqual([400, expect.stringContaining('"code":3')]);
  expect((await getWithBody(path, ""))[0]).toBe(200);
});

test("addresses lead back to the port they came from", async () => {
  const me = gatewayClient(server);
  await me.start("job", { outputDatasetId: "out-1" });
  expect((await me.output("out-1")).rows).toHaveLength(1);
});

test("Fireworks is asked with the key that made the job, or with its own", async () => {
  const choice = { index: 0, message: { role: "assistant", content: "Hi" }, finish_reason: "stop" };
  await using engine = await startEngine(json({ id: "1", created: 1, choices: [choice] }));
  const { url } = engine;
  for (const apiKey of [undefined, "sk-own"]) {
    const me = gatewayClient(local({ upstream: { url, apiKey, dialect: "fireworks" } }), {
      authorization: "Bearer fw_mine",
    });
    await me.uploaded("in-1", [chatRow("a")]);
    await me.start("job", { outputDatasetId: "out-1" });
    expect((await me.output("out-1")).rows).toHaveLength(1);
  }
  const keys = engine.requests
    .filter(({ method }) => method === "POST")
    .map(({ headers }) => headers.authorization);
  expect(keys).toEqual(["Bearer fw_mine", "Bearer sk-own"]);
});

test("a job that nobody waits for does not keep the process alive", async () => {
  const ports = (): number =>
    process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;
  const before = ports();
  const turn = nextTurn();
  expect(ports()).toBe(before);
  await turn;
});
