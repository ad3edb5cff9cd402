import fc from "fast-check";
import { expect, test } from "vitest";
import { ask, local, post } from "./local.js";

const bearer = (key: string): RequestInit => ({ headers: { authorization: `Bearer ${key}` } });
const saying = (content: string) => ({ scripts: [{ when: {}, answer: { content } }] });
const textOf = async (response: Response): Promise<string> => {
  const body = (await response.json()) as { choices: { message: { content: string } }[] };
  return body.choices[0]?.message.content ?? "";
};

test("a scope has its own scripts, faults and journal, and is found by key or header", async () => {
  const server = local(saying("server"));
  const one = server.scope("one", saying("one"));
  const two = server.scope("two", { faults: [{ fault: { status: 503 } }] });
  expect(await textOf(await post(server, {}, bearer(one.apiKey)))).toBe("one");
  const headers = { authorization: "Bearer k", ...one.headers };
  expect(await textOf(await post(server, {}, { headers }))).toBe("one");
  expect((await post(server, {}, bearer(two.apiKey))).status).toBe(503);
  expect(await textOf(await post(server, {}))).toBe("server");
  expect([one, two, server].map(({ requests }) => requests.length)).toEqual([2, 1, 1]);
});

test("names may be titles of tests, in any script", async () => {
  const server = local();
  for (const name of ["asks the weather > twice: 100%", "测试 天气", "a:b/c?d=e"]) {
    const scope = server.scope(name);
    await post(server, {}, bearer(scope.apiKey));
    await post(server, {}, { headers: { authorization: "Bearer k", ...scope.headers } });
    expect(scope.requests).toHaveLength(2);
  }
  expect(server.requests).toEqual([]);
});

test("a name nobody announced is made when it is met", async () => {
  const server = local(saying("server"));
  expect(await textOf(await post(server, {}, bearer("fw_scope_python-test")))).toBe("server");
  expect(server.scope("python-test").requests).toHaveLength(1);
});

test("reset empties the journal, counts faults anew and keeps the options, or takes others", async () => {
  const server = local({ faults: [{ fault: { status: 429 }, times: 1 }] });
  const { requests } = server;
  const statuses = async (): Promise<number[]> => [
    (await post(server, {})).status,
    (await post(server, {})).status,
  ];
  expect(await statuses()).toEqual([429, 200]);
  server.reset();
  expect(requests).toEqual([]);
  expect(await statuses()).toEqual([429, 200]);
  server.reset({ faults: [] });
  expect(await statuses()).toEqual([200, 200]);
  expect(requests).toHaveLength(2);
});

test("what one reset gives lasts until the next, which comes back to the start", async () => {
  const server = local(saying("start"));
  const scope = server.scope("s", saying("start of the scope"));
  const said = async (): Promise<string[]> => [
    await textOf(await post(server, {})),
    await textOf(await post(server, {}, bearer(scope.apiKey))),
  ];
  for (const one of [server, scope]) one.reset(saying("for one test"));
  expect(await said()).toEqual(["for one test", "for one test"]);
  for (const one of [server, scope]) one.reset();
  expect(await said()).toEqual(["start", "start of the scope"]);
});

test("a scope's options start from the server's, whatever it had before", async () => {
  const server = local({ seed: 7, maxNonStreamTokens: 10 });
  const scope = server.scope("s", { maxNonStreamTokens: 100, seed: undefined });
  expect((await post(server, { max_tokens: 50 }, bearer(scope.apiKey))).status).toBe(200);
  expect((await post(server, { max_tokens: 50 })).status).toBe(400);
  scope.reset({});
  expect((await post(server, { max_tokens: 50 }, bearer(scope.apiKey))).status).toBe(400);
  const [shared, scoped] = [
    await ask(server, {}),
    await textOf(await post(server, {}, bearer(scope.apiKey))),
  ];
  expect(shared.choices[0]?.message.content).toBe(scoped);
});

test("where keys are restricted, a scope's name opens nothing; its apiKey holds an accepted key", async () => {
  const server = local({ apiKeys: ["fw_right"] });
  expect(server.apiKey).toBe("fw_right");
  const scope = server.scope("s");
  expect((await post(server, {}, bearer("fw_scope_s"))).status).toBe(401);
  expect((await post(server, {}, bearer("fw_scope_s:fw_wrong"))).status).toBe(401);
  expect((await post(server, {}, bearer(scope.apiKey))).status).toBe(200);
  const headers = { authorization: "Bearer fw_wrong", "x-fireworks-local-scope": "new" };
  expect((await post(server, {}, { headers })).status).toBe(401);
  expect(scope.requests.map(({ status }) => status)).toEqual([401, 401, 200]);
  expect(server.requests.map(({ status }) => status)).toEqual([401]);
});

test("interleaved, scopes see only their own", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), { maxLength: 30 }),
      async (calls) => {
        const server = local({ faults: [{ fault: { status: 429 }, times: 2 }] });
        const scopes = [0, 1, 2, 3].map((at) => server.scope(`s${at}`, saying(`I am ${at}`)));
        const all = [...scopes, server];
        await Promise.all(
          calls.map(async ([at, byKey], index) => {
            const scope = all[at] ?? server;
            const init = byKey
              ? bearer(scope.apiKey)
              : { headers: { authorization: "Bearer k", ...scope.headers } };
            const messages = [{ role: "user" as const, content: `${at}/${index}` }];
            const response = await post(server, { messages }, init);
            if (response.status === 200 && at < 4)
              expect(await textOf(response)).toBe(`I am ${at}`);
          }),
        );
        for (const [at, { requests }] of all.entries()) {
          const own = calls.flatMap(([to], index) => (to === at ? [`${at}/${index}`] : []));
          const users = requests.map(
            ({ body }) => (body as { messages: { content: string }[] }).messages[0]?.content,
          );
          expect(users.toSorted()).toEqual(own.toSorted());
          const refused = requests.filter(({ status }) => status === 429).length;
          expect(refused).toBe(Math.min(2, own.length));
        }
      },
    ),
    { numRuns: 30 },
  );
});
