import type { FireworksLocal } from "fireworks-local";
import { expect, test } from "vitest";
import { StoredResponses } from "../../src/responses/stored-responses.js";
import { askAt, local } from "../local.js";
import { eventsAt, MODEL, refusedAt } from "../adapters/adapted.js";

interface Kept {
  id: string;
  output: object[];
}

interface Page {
  data: Kept[];
  has_more: boolean;
  last_id: string;
}

const ask = (server: FireworksLocal, input: string, fields: object = {}): Promise<Kept> =>
  askAt<Kept>(server, "/responses", { model: MODEL, input, ...fields });

async function at(
  server: FireworksLocal,
  path: string,
  init: RequestInit = {},
): Promise<[number, Page]> {
  const headers = { authorization: "Bearer fw_test" };
  const response = await server.fetch(`${server.baseURL}/responses${path}`, { headers, ...init });
  return [response.status, (await response.json()) as Page];
}

test("a conversation goes on from a stored response, streamed or not, without its instructions", async () => {
  const server = local({ scripts: [{ turns: [{ content: "One." }, { content: "Two." }] }] });
  const events = await eventsAt(server, "/responses", {
    model: MODEL,
    input: "First",
    instructions: "Be brief.",
  });
  const first = events.at(-1)?.response as unknown as Kept;
  const second = await ask(server, "Second", { previous_response_id: first.id });
  await ask(server, "Third", { previous_response_id: second.id, instructions: "Be kind." });
  const said = server.requests.at(-1)?.asChat?.messages.map(({ role, content }) => [role, content]);
  expect(said).toEqual([
    ["system", "Be kind."],
    ["user", "First"],
    ["assistant", "One."],
    ["user", "Second"],
    ["assistant", "Two."],
    ["user", "Third"],
  ]);
});

test("a stored response is shown, deleted, and gone for those that continue it", async () => {
  const server = local();
  const first = await ask(server, "Hi");
  expect(await at(server, `/${first.id}`)).toEqual([200, first]);
  expect(await at(server, `/${first.id}`, { method: "DELETE" })).toEqual([
    200,
    { message: "Response deleted successfully" },
  ]);
  const gone = { error: { type: "not_found_error", code: "not_found" } };
  for (const method of ["GET", "DELETE"])
    expect(await at(server, `/${first.id}`, { method })).toMatchObject([404, gone]);
  const next = { model: MODEL, input: "Again", previous_response_id: first.id };
  expect(await refusedAt(server, "/responses", next)).toMatchObject([
    404,
    { error: { code: "previous_response_not_found", param: "previous_response_id" } },
  ]);
});

test("what is not to be stored has no id and is not found again", async () => {
  const server = local();
  const answer = await ask(server, "Hi", { store: false });
  expect(answer).toMatchObject({ id: null, store: false });
  expect(await at(server, "")).toMatchObject([200, { data: [], first_id: null, last_id: null }]);
});

test("they are listed by pages, the latest first", async () => {
  const server = local();
  const ids: string[] = [];
  for (const input of ["a", "b", "c", "a"]) ids.unshift((await ask(server, input)).id);
  expect(new Set(ids).size).toBe(4);
  const [, page] = await at(server, "?limit=3");
  expect(page).toMatchObject({ object: "list", has_more: true, first_id: ids[0], last_id: ids[2] });
  const [, rest] = await at(server, `?after=${page.last_id}`);
  expect(rest.data.map(({ id }) => id)).toEqual([ids[3]]);
  expect(rest.has_more).toBe(false);
  const [, back] = await at(server, `?before=${ids[3]}&limit=2`);
  expect(back.data.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
  expect((await at(server, "?limit=101"))[0]).toBe(400);
  expect((await at(server, "?after=resp_none"))[0]).toBe(404);
});

test("only what runs in the background can be cancelled", async () => {
  const server = local();
  const { id } = await ask(server, "Hi");
  const init = { method: "POST" };
  expect(await at(server, `/${id}/cancel`, init)).toMatchObject([
    400,
    { error: { code: "response_not_cancellable" } },
  ]);
  expect((await at(server, "/resp_none/cancel", init))[0]).toBe(404);
  expect((await at(server, `/${id}/input_items`))[0]).toBe(404);
});

test("each scope has its own, and runs repeat their ids", async () => {
  const [one, other] = [local(), local()];
  const first = await ask(one, "Hi");
  const repeated = await ask(other, "Hi");
  expect(repeated).toEqual(first);
  one.reset();
  expect((await at(one, `/${first.id}`))[0]).toBe(404);
});

test("the oldest are forgotten, by number and by size", () => {
  const stored = new StoredResponses();
  const body = { output: [], previous_response_id: null } as never;
  for (let at = 0; at < 1_001; at += 1) stored.save(`resp_${at}`, body, []);
  expect(stored.find("resp_0")).toBeUndefined();
  expect(stored.all()).toHaveLength(1_000);
  const long = [{ role: "user" as const, content: "x".repeat(40 * 1024 * 1024) }];
  stored.save("resp_long", body, long);
  stored.save("resp_longer", body, long);
  expect(stored.all()).toHaveLength(1);
  expect(stored.find("resp_longer")).toBeDefined();
});
