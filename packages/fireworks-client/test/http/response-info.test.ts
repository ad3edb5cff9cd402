import { expect, test } from "vitest";
import { responseInfo } from "../../src/http/response-info.js";
import { KEY } from "../samples.js";

const read = (headers: Record<string, string>) =>
  responseInfo(new Response("", { status: 200, headers }), 1, [KEY]);

test("A48: rate limits as raw numbers", () => {
  const { rateLimit } = read({
    "x-ratelimit-limit-tokens-prompt": "11250000",
    "x-ratelimit-remaining-tokens-prompt": "11249000",
    "x-ratelimit-limit-tokens-cache-adjusted-prompt": "5400000",
    "x-ratelimit-remaining-tokens-generated": "0",
    "x-ratelimit-over-limit": "no",
  });
  expect(rateLimit).toEqual({
    overLimit: false,
    promptTokens: { limit: 11_250_000, remaining: 11_249_000 },
    cacheAdjustedPromptTokens: { limit: 5_400_000 },
    generatedTokens: { remaining: 0 },
  });
});

test("A48: timings as numbers, sampling options parsed, nothing that was not sent", () => {
  const { timings } = read({
    "fireworks-prompt-tokens": "1024",
    "fireworks-server-time-to-first-token": "0.183",
    "fireworks-sampling-options": '{"temperature":0.2}',
    "fireworks-speculation-acceptance": "1:3/4",
    "fireworks-prefill-duration": "oops",
  });
  expect(timings).toEqual({
    promptTokens: 1024,
    serverTimeToFirstToken: 0.183,
    samplingOptions: { temperature: 0.2 },
    speculationAcceptance: "1:3/4",
  });
  expect(read({ "fireworks-sampling-options": "{oops" }).timings).toEqual({
    samplingOptions: "{oops",
  });
});

test("nothing sent, nothing there", () => {
  const { headers: _headers, ...info } = read({});
  expect(info).toStrictEqual({ status: 200, timings: {}, attempts: 1 });
});

test("the request id is the first of the three that is there", () => {
  expect(
    read({ "cf-ray": "c", "x-fireworks-request-id": "b", "x-request-id": "a" }).requestId,
  ).toBe("a");
  expect(read({ "cf-ray": "c" }).requestId).toBe("c");
});

test("A21: credentials a server echoes are not kept", () => {
  const { headers } = read({ authorization: `Bearer ${KEY}`, "x-echo": `key=${KEY}` });
  expect(headers.get("x-echo")).toBe("key=[redacted]");
  expect(headers.has("authorization")).toBe(false);
});

test("A21: nor are they when they stand in headers of a foreign make, or in several", () => {
  const foreign = new Map([
    ["x-echo", `${KEY} and fw_somebody_elses_key`],
    ["location", "https://storage.test/file?sig=secret"],
    ["x-kept", "1"],
  ]);
  const response = { status: 200, headers: foreign } as unknown as Response;
  const { headers } = responseInfo(response, 1, [KEY]);
  expect(headers).toBeInstanceOf(Headers);
  expect(Object.fromEntries(headers)).toEqual({
    "x-echo": "[redacted] and [redacted]",
    location: "https://storage.test/file",
    "x-kept": "1",
  });
});
