import { describe, expect, test } from "vitest";
import { FireworksApiError, FireworksRateLimitError } from "fireworks-client";
import { rawServer } from "../raw-server.js";
import type { Reply } from "../raw-server.js";
import { collect, failureOf, KEY, openStream, ROLE, STOP } from "../samples.js";

const failing = async (answer: (reply: Reply) => void) => {
  const server = await rawServer(answer);
  return failureOf(openStream(server.baseURL, { maxRetries: 0 }));
};

const body = (text: string) => (reply: Reply) => reply.text(200, text);

describe("A65: an answer without any event", () => {
  test.each([
    "upstream connect error or disconnect/reset before headers",
    "<html><title>Log in</title></html>",
    '{"id":"chatcmpl-1","choices":[]}',
    ": hello\nno healthy upstream\n",
  ])("that is the text %o is shown, whatever its content type", async (text) => {
    const types: Record<string, string>[] = [{}, { "content-type": "text/event-stream" }];
    for (const type of types) {
      const error = await failing((reply) => reply.text(200, text, type));
      expect(error).toMatchObject({ reason: "not-a-stream", retryable: false });
      expect((error as Error).message).toContain(text.trim());
    }
  });

  test("that comes in pieces is put together", async () => {
    const error = await failing((reply) => {
      reply.startStream();
      for (const part of ["no hea", "lthy up", "stream"]) reply.send(part);
      reply.endStream();
    });
    expect((error as Error).message).toContain("no healthy upstream");
  });

  test("that is an error object is the refusal", async () => {
    const error = await failing(body('{\n  "error": {"message": "no such luck"}\n}'));
    expect(error).toMatchObject({ name: "FireworksApiError", status: 200 });
    expect((error as Error).message).toContain("no such luck");
  });

  test("that is an error object with a status is that status's error, and retried by it", async () => {
    const server = await rawServer((reply, _request, attempt) => {
      if (attempt === 1) reply.text(200, '{"error":{"message":"busy","code":429}}');
      else reply.startStream().events(ROLE, STOP, "[DONE]").endStream();
    });
    const errors: unknown[] = [];
    const stream = await openStream(server.baseURL, { onRetry: ({ error }) => errors.push(error) });
    expect(errors[0]).toBeInstanceOf(FireworksRateLimitError);
    expect(await collect(stream)).toEqual([ROLE, STOP]);
  });

  test("that has fields of events only is empty", async () => {
    for (const text of [": hi\n\nid: 1\nretry: 5\nevent: x\n\n", "\n\n", "da", "data"]) {
      const error = await failing(body(text));
      expect(error).toMatchObject({ reason: "empty", retryable: true });
    }
  });

  test("text beside events changes nothing", async () => {
    const server = await rawServer((reply) =>
      reply.startStream().send("noise\n").events(ROLE, STOP, "[DONE]").endStream(),
    );
    expect(await collect(await openStream(server.baseURL))).toEqual([ROLE, STOP]);
    expect(
      await failing((reply) => reply.startStream().events("[DONE]").endStream()),
    ).toMatchObject({ reason: "empty" });
  });
});

describe("A21: a key at the place where a text is cut is masked whole", () => {
  const text = `${"x".repeat(200 - KEY.length / 2)}${KEY}`;
  // The beginning of a key is a secret too; the shape of the rest gives it away.
  const leaks = (error: unknown) => (error as Error).message.includes(KEY.slice(0, 5));

  test("in a page", async () => {
    const page = await failing((reply) => reply.text(200, text, { "content-type": "text/html" }));
    expect(page).toMatchObject({ reason: "not-a-stream" });
    expect(leaks(page)).toBe(false);
    expect(leaks(await failing(body(text)))).toBe(false);
  });

  test("in an event that is not JSON", async () => {
    const error = await failing((reply) => reply.startStream().events(text).endStream());
    expect(error).toMatchObject({ reason: "not-json" });
    expect(leaks(error)).toBe(false);
  });

  test("in an error inside the stream", async () => {
    const long = `${"x".repeat(2000 - KEY.length / 2)}${KEY}`;
    for (const sent of [{ error: long }, { error: { message: long } }]) {
      const error = await failing((reply) => reply.startStream().events(sent).endStream());
      expect(error).toMatchObject({ reason: "sent-inside" });
      expect(leaks(error)).toBe(false);
      expect(JSON.stringify(error)).not.toContain(KEY);
    }
  });
});

test("an error object of a proxy is recognised by class", async () => {
  expect(await failing(body('{"error":"boom"}'))).toBeInstanceOf(FireworksApiError);
});
