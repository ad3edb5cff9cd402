import { getEventListeners } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { FireworksAbortError, FireworksConfigurationError } from "fireworks-client";
import type { StreamedFile } from "fireworks-client";
import { gatherStream, sendsStreams } from "../../src/http/stream-support.js";
import { rawServer } from "../raw-server.js";
import { client, failureOf } from "../samples.js";

afterEach(() => vi.unstubAllGlobals());

/** Firefox: what it does not know it sends as a text. */
class TextRequest {
  readonly headers = new Headers({ "content-type": "text/plain;charset=UTF-8" });
  constructor(_url: string, { duplex }: { duplex?: string }) {
    void duplex;
  }
}

/** Safari: takes the stream, and does not know `duplex`. */
class DuplexlessRequest {
  readonly headers = new Headers();
}

function inBrowser(request: unknown): void {
  vi.stubGlobal("WorkerGlobalScope", Object);
  vi.stubGlobal("Request", request);
}

const file = (text: string, size = text.length): StreamedFile => ({
  size,
  stream: () => new Blob([text]).stream(),
});

test.each([
  ["Chrome", Request, true],
  ["Firefox", TextRequest, false],
  ["Safari", DuplexlessRequest, false],
  ["a page of a test without fetch", undefined, false],
])("whether %s sends streams is found out before it is tried", (_name, request, expected) => {
  inBrowser(request);
  expect(sendsStreams()).toBe(expected);
});

test("servers that copy the browsers' names are not mistaken for one", () => {
  inBrowser(DuplexlessRequest);
  vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" });
  expect(sendsStreams()).toBe(true);
});

/** A dataset's uploads in a browser without streams, and the bodies they are sent as. */
async function uploads() {
  inBrowser(TextRequest);
  const server = await rawServer((reply) => reply.json(200, {}));
  const bodies: unknown[] = [];
  const { datasets } = client(server.baseURL, {
    accountId: "me",
    fetch: (input, init) => {
      bodies.push([init?.body?.constructor.name, "duplex" in (init ?? {})]);
      return fetch(input, init);
    },
  });
  return { datasets, server, bodies };
}

test("A144: where fetch sends no streams, a file that is read while it is sent goes as a blob", async () => {
  const { datasets, server, bodies } = await uploads();
  await datasets.upload("in-1", file("rows"));
  expect(bodies).toEqual([["Blob", false]]);
  expect(server.requests[0]?.body).toContain("\r\n\r\nrows\r\n");
});

test("A144: there too a file of another length is refused, and an abort ends the reading", async () => {
  const { datasets, server } = await uploads();
  const short = await failureOf(datasets.upload("in-1", file("rows", 5)));
  expect(short).toBeInstanceOf(FireworksConfigurationError);
  expect(short).toMatchObject({ code: "wrong_size" });
  const cancel = vi.fn<() => void>();
  const stuck = { size: 4, stream: () => new ReadableStream<Uint8Array>({ cancel }) };
  const controller = new AbortController();
  const upload = datasets.upload("in-1", stuck, { signal: controller.signal });
  controller.abort();
  expect(await failureOf(upload)).toBeInstanceOf(FireworksAbortError);
  await vi.waitFor(() => expect(cancel).toHaveBeenCalled());
  expect(server.requests).toEqual([]);
});

test("a stream is gathered as a blob of no type", async () => {
  expect(await gatherStream(file("rows"), undefined)).toMatchObject({ size: 4, type: "" });
});

test("one that is gathered to its end no longer listens to the signal", async () => {
  const { signal } = new AbortController();
  await gatherStream(file("rows"), signal);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
