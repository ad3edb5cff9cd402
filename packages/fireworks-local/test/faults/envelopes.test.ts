import type { EnvelopeName, Fault } from "fireworks-local";
import { describe, expect, test } from "vitest";
import { local, post } from "../local.js";

async function answerTo(fault: Fault, path = "/chat/completions"): Promise<Response> {
  const server = local({ faults: [{ fault }] });
  if (path === "/chat/completions")
    return post(
      server,
      {},
      {
        headers: { authorization: "Bearer k", "x-request-id": "req-1" },
      },
    );
  return server.fetch(`${server.url}${path}`, { headers: { authorization: "Bearer k" } });
}

const RATE = "rate limit exceeded, please try again later";
const INVALID = { type: "invalid_request_error", code: "invalid_request_error" };
const NOT_FOUND = "Model not found, inaccessible, and/or not deployed";
const SCALING =
  "Deployment is currently scaled to zero and is scaling up. Please retry your request in a few minutes.";

test.each<[EnvelopeName, number, unknown]>([
  [
    "E1",
    400,
    { error: { object: "error", ...INVALID, message: expect.stringContaining("Extra") } },
  ],
  ["E2", 404, { error: { message: NOT_FOUND, param: null, code: "NOT_FOUND", type: "error" } }],
  [
    "E3",
    401,
    {
      error: {
        message: "The API key you provided is invalid.",
        param: null,
        code: "UNAUTHORIZED",
        type: "error",
      },
      request_id: "req-1",
    },
  ],
  ["E4", 429, { object: "error", ...INVALID, message: RATE }],
  ["E5", 503, { error: { message: SCALING, code: "DEPLOYMENT_SCALING_UP", type: "error" } }],
  ["E6", 404, { error: NOT_FOUND }],
  ["E7", 422, { detail: [expect.objectContaining({ loc: ["body", "messages"] })] }],
  ["E8", 404, { code: 5, message: NOT_FOUND, details: [] }],
  [
    "E9",
    400,
    {
      type: "error",
      error: { type: INVALID.type, message: expect.any(String) },
      request_id: "req-1",
    },
  ],
  ["E10", 400, { error: expect.objectContaining({ code: "model_not_supported_for_background" }) }],
  ["E11", 400, { error_message: expect.any(String) }],
])(
  "%s is what Fireworks sends with %i, and with any other status",
  async (envelope, status, body) => {
    const usual = await answerTo({ envelope });
    expect([usual.status, await usual.json()]).toEqual([status, body]);
    expect((await answerTo({ envelope, status: 500 })).status).toBe(500);
  },
);

test("E12 is a page of HTML, or nothing", async () => {
  const page = await answerTo({ envelope: "E12" });
  expect([page.status, page.headers.get("content-type")]).toEqual([502, "text/html"]);
  expect(await page.text()).toContain("<h1>502 Bad gateway</h1>");
  const empty = await answerTo({ envelope: "E12", body: "" });
  expect([empty.status, await empty.text()]).toEqual([502, ""]);
});

test("text and code are the given ones", async () => {
  const answer = await answerTo({ status: 412, message: "Account suspended", code: "SUSPENDED" });
  expect(await answer.json()).toMatchObject({
    error: { message: "Account suspended", code: "SUSPENDED" },
  });
});

test.each([
  [429, "/chat/completions", { error: { object: "error", message: RATE } }],
  [403, "/v1/accounts/a/models", { error: { code: "UNAUTHORIZED" } }],
  [429, "/v1/accounts/a/models", { code: 8, message: RATE, details: [] }],
  [422, "/inference/v1/models", { detail: [{}] }],
  [418, "/inference/v1/models", { error: { message: "Request failed with status 418" } }],
])("%i on %s has the usual body there", async (status, path, body) => {
  expect(await (await answerTo({ status }, path)).json()).toMatchObject(body);
});

test.each([204, 205, 304])("%i has no body", async (status) => {
  expect(await (await answerTo({ status })).text()).toBe("");
});

describe("headers", () => {
  test("tell when to try again", async () => {
    const date = "Wed, 07 Oct 2026 07:28:00 GMT";
    const { headers } = await answerTo({
      status: 429,
      retryAfter: date,
      retryAfterMs: 250,
      shouldRetry: false,
    });
    expect(headers.get("retry-after")).toBe(date);
    expect(headers.get("retry-after-ms")).toBe("250");
    expect(headers.get("x-should-retry")).toBe("false");
    expect((await answerTo({ status: 429 })).headers.has("retry-after")).toBe(false);
  });

  test("are set on a good answer too", async () => {
    const answer = await answerTo({ headers: { "content-type": "text/html" }, retryAfter: 3 });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html"]);
    expect(answer.headers.get("retry-after")).toBe("3");
    expect(JSON.parse(await answer.text())).toHaveProperty("choices");
  });
});
