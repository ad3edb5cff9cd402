import type { FireworksLocal } from "fireworks-local";
import { expect, test } from "vitest";
import { ask, local, post } from "../local.js";

async function admin(
  server: FireworksLocal,
  method: string,
  path: string,
  body?: string,
): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await server.fetch(`${server.url}/_local${path}`, {
    method,
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

const contentOf = async (server: FireworksLocal, scope = ""): Promise<unknown> => {
  const headers = { authorization: "Bearer k", "x-fireworks-local-scope": scope };
  const answer = (await (await post(server, {}, { headers })).json()) as {
    choices: { message: { content: string } }[];
  };
  return answer.choices[0]?.message.content;
};

test("scripts are set, added, shown and taken away over HTTP, as JSON or YAML", async () => {
  const server = local({
    scripts: [{ name: "own", when: { user: /Hello/i }, answer: () => "own" }],
  });
  expect(await admin(server, "GET", "/scripts")).toEqual({
    status: 200,
    json: { scripts: [{ name: "own", when: { user: "/Hello/i" }, answer: "a function" }] },
  });
  await admin(server, "PUT", "/scripts", JSON.stringify([{ answer: "put" }]));
  expect(await contentOf(server)).toBe("put");
  await admin(server, "POST", "/scripts", "when: { user: Hello }\nanswer: posted\n");
  expect(await contentOf(server)).toBe("posted");
  const { json } = await admin(server, "GET", "/scripts");
  expect(json["scripts"]).toMatchObject([{ name: "body:1", answer: "posted" }, { answer: "put" }]);
  await admin(server, "DELETE", "/scripts");
  expect(await contentOf(server)).toContain("not a language model");
});

test("each scope has scripts of its own, named by header or by query", async () => {
  const server = local({ scripts: [{ answer: "all" }] });
  await admin(server, "POST", "/scripts?scope=one", "answer: first");
  await server.fetch(`${server.url}/_local/scripts`, {
    method: "PUT",
    headers: { "x-fireworks-local-scope": "two" },
    body: "answer: second",
  });
  expect([await contentOf(server, "one"), await contentOf(server, "two")]).toEqual([
    "first",
    "second",
  ]);
  expect(await contentOf(server)).toBe("all");
});

test("mistakes are a 400 with their lines, and change nothing", async () => {
  const server = local({ scripts: [{ answer: "kept" }] });
  const { status, json } = await admin(server, "PUT", "/scripts", "answer: a\nwhen: { usr: b }");
  expect(status).toBe(400);
  expect(JSON.stringify(json)).toContain("body:2: when.usr: `usr` is no key that is known here");
  expect(await contentOf(server)).toBe("kept");
});

test("in process they are used, replaced and reset", async () => {
  const server = local({ scripts: [{ answer: "first" }] });
  server.use({ when: { user: "Hello" }, answer: "used" }, { answer: "not reached" });
  expect(await contentOf(server)).toBe("used");
  expect(server.scripts).toHaveLength(3);
  server.scripts = [{ answer: "replaced" }];
  expect(await contentOf(server)).toBe("replaced");
  const scope = server.scope("other");
  scope.use({ answer: "in scope" });
  expect(await contentOf(server, "other")).toBe("in scope");
  server.reset();
  expect((await ask(server, {})).choices[0]?.message.content).toBe("first");
  expect(() => server.use({ when: {} })).toThrow("needs either `answer` or `turns`");
});
