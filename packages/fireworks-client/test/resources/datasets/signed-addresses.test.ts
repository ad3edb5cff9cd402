import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import { FireworksStorageError } from "fireworks-client";
import type { FireworksClientOptions } from "fireworks-client";
import { localClient, opened, textOf } from "../../local-client.js";
import { rawServer } from "../../raw-server.js";
import type { Handler, RawServer } from "../../raw-server.js";
import { client, collect, failureOf, KEY } from "../../samples.js";

const SIGNATURE = "a-signature-of-more-than-twenty-letters";

/** A gateway whose signed addresses lead to `origin`. */
function gatewayTo(origin: string): Promise<RawServer> {
  const url = `${origin}/bucket/rows.jsonl?X-Goog-Signature=${SIGNATURE}&X-Goog-Expires=600`;
  return rawServer((reply) => reply.json(200, { filenameToSignedUrls: { "rows.jsonl": url } }));
}

const originOf = ({ baseURL }: RawServer): string => new URL(baseURL).origin;

/** The first file of a dataset, by way of a storage on another origin. */
async function openFrom(storage: Handler, options: FireworksClientOptions = {}) {
  const server = await rawServer(storage);
  const gateway = await gatewayTo(originOf(server));
  const { datasets } = client(gateway.baseURL, { accountId: "me", maxRetries: 0, ...options });
  const open = async (): Promise<string> => {
    const [file] = await collect(datasets.download("out-1"));
    return textOf(await opened(file));
  };
  return { open, datasets, server, gateway };
}

test("users-ask B4: neither the key nor a header of the user goes to a signed address", async () => {
  const stored: Handler = (reply) => reply.text(200, "rows");
  const seen: Headers[] = [];
  const { open, datasets, server } = await openFrom(stored, {
    defaultHeaders: { "x-tenant-secret": "s3cret", authorization: "Basic other" },
    fetch: (input, init) => {
      seen.push(new Headers(init?.headers));
      return fetch(input, init);
    },
    fetchOptions: { credentials: "include" },
  });
  expect(await open()).toBe("rows");
  await datasets.upload("in-1", "x", { method: "signed-url", headers: { "x-mine": "m" } });
  expect(server.requests.map(({ method }) => method)).toEqual(["GET", "PUT"]);
  for (const { headers, method } of server.requests) {
    const named = Object.keys(headers).filter((name) => /^(x-(?!goog)|auth|cookie)/.test(name));
    expect([method, named]).toEqual([method, []]);
    expect(JSON.stringify(headers)).not.toMatch(/s3cret|fw_test|Basic/);
  }
  expect(server.requests[1]?.headers).toMatchObject({
    "content-type": "application/octet-stream",
    "content-length": "1",
    "x-goog-content-length-range": "1,1",
  });
  expect(seen.some((headers) => headers.has("authorization"))).toBe(true);
});

test.each([301, 302, 303, 307, 308])(
  "users-ask B4: a %d of a signed address is not followed, and named by its origin alone",
  async (status) => {
    const elsewhere = await rawServer((reply) => reply.text(200, "stolen"));
    const location = `${originOf(elsewhere)}/take?token=of-another-address`;
    const logger = { info: vi.fn<() => void>(), debug: vi.fn<() => void>() };
    const { open, datasets, server } = await openFrom(
      (reply) => reply.text(status, "", { location }),
      { logLevel: "debug", logger },
    );
    const uploading = datasets.upload("in-1", "secret rows", { method: "signed-url" });
    for (const error of [await failureOf(open()), await failureOf(uploading)]) {
      expect(error).toBeInstanceOf(FireworksStorageError);
      expect(error).toMatchObject({
        code: "redirect_refused",
        status,
        origin: originOf(server),
        retryable: false,
        message: expect.stringContaining(`redirects to ${originOf(elsewhere)}`),
      });
      expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toMatch(
        /a-signature|of-another/,
      );
    }
    expect(logger.debug).toHaveBeenCalled();
    expect(inspect(logger.debug.mock.calls, { depth: 9 })).not.toMatch(/a-signature|of-another/);
    expect(elsewhere.requests).toEqual([]);
  },
);

test("users-ask B4: a redirect of a streamed upload is refused too, whose target fetch does not tell", async () => {
  const elsewhere = await rawServer((reply) => reply.text(200, "stolen"));
  const { datasets, server } = await openFrom((reply) =>
    reply.text(307, "", { location: originOf(elsewhere) }),
  );
  const stream = () => new Blob(["rows"]).stream();
  const upload = datasets.upload(
    "in-1",
    { size: 4, stream },
    { method: "signed-url", maxRetries: 2 },
  );
  const error = await failureOf(upload);
  expect(error).toBeInstanceOf(FireworksStorageError);
  expect(error).toMatchObject({ code: "redirect_refused", origin: originOf(server) });
  expect([server.requests.length, elsewhere.requests.length]).toEqual([1, 0]);
});

test("users-ask B4: an address that is refused is not shown, whatever the storage repeats of it", async () => {
  const logger = { info: vi.fn<() => void>(), debug: vi.fn<() => void>() };
  const { open } = await openFrom(
    (reply, { path }) =>
      reply.text(403, `<Error><Code>ExpiredToken</Code><Message>${path}</Message></Error>`, {
        "x-echo": path,
      }),
    { logLevel: "debug", logger },
  );
  const error = await failureOf(open());
  expect(error).toMatchObject({ code: "signed_url_refused", status: 403 });
  expect(String(error)).toContain("ExpiredToken");
  const shown = inspect([error, logger.debug.mock.calls], { depth: 9, showHidden: true });
  expect(shown + JSON.stringify(error)).not.toContain(SIGNATURE);
});

test.each([
  "http://storage.example/x?s=1",
  "http://127.evil.example/x",
  "ftp://storage.example/x",
  "https://a:b@storage.example/",
  "nonsense",
])("users-ask B4: the address %s is refused where the API is encrypted", async (url) => {
  const asked: string[] = [];
  const { datasets } = client("https://api.example/inference/v1", {
    accountId: "me",
    fetch: async (input) => {
      asked.push(String(input));
      return Response.json({ filenameToSignedUrls: { "rows.jsonl": url } });
    },
  });
  const [file] = await collect(datasets.download("out-1"));
  const error = await failureOf(opened(file));
  expect(error).toBeInstanceOf(FireworksStorageError);
  expect(error).toMatchObject({ code: expect.stringMatching(/insecure|invalid/) });
  expect(asked).toHaveLength(1);
});

test("A144: an address that has expired is replaced, once for all files", async () => {
  const { client, server, clock } = await localClient();
  const { datasets } = client;
  await datasets.create({ datasetId: "in-1", dataset: { exampleCount: "1" } });
  await datasets.upload("in-1", "rows");
  const files = await collect(datasets.download("in-1"));
  clock.ahead = 11 * 60_000;
  expect(await textOf(await opened(files[0]))).toBe("rows");
  expect(await textOf(await opened(files[0]))).toBe("rows");
  const paths = server.journal.requests.map(({ path }) => path);
  expect(paths.filter((path) => path.includes("getDownloadEndpoint"))).toHaveLength(2);
});

test("A144: a storage that refuses new addresses too is not asked for ever", async () => {
  const { open, server } = await openFrom((reply) => reply.text(403, "no"));
  expect(await failureOf(open())).toMatchObject({ code: "signed_url_refused" });
  expect(server.requests).toHaveLength(2);
});

test("A144: a storage that fails is asked again, by the table of all retries", async () => {
  const onRetry = vi.fn<() => void>();
  const { open, server } = await openFrom(
    (reply, _request, attempt) =>
      attempt === 1 ? reply.text(503, "busy", { "retry-after-ms": "1" }) : reply.text(200, "rows"),
    { maxRetries: 1, onRetry },
  );
  expect(await open()).toBe("rows");
  expect(server.requests).toHaveLength(2);
  expect(onRetry).toHaveBeenCalledOnce();
});

test("users-ask D3: an abort in the middle of a download closes the socket", async () => {
  const server = await rawServer((reply) => void reply.startStream().send("first"));
  const gateway = await gatewayTo(originOf(server));
  const controller = new AbortController();
  const { datasets } = client(gateway.baseURL, { accountId: "me" });
  const [file] = await collect(datasets.download("out-1", { signal: controller.signal }));
  const reader = (await opened(file)).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("first");
  const rest = failureOf(reader.read());
  controller.abort();
  expect(await rest).toMatchObject({ name: "AbortError" });
  await server.allClosed();
});

test("users-ask D3: a reader who stops early closes the socket", async () => {
  const server = await rawServer((reply) => void reply.startStream().send("first"));
  const gateway = await gatewayTo(originOf(server));
  const { datasets } = client(gateway.baseURL, { accountId: "me" });
  const [file] = await collect(datasets.download("out-1"));
  await (await opened(file)).cancel();
  await server.allClosed();
});

test("A144: a download that breaks off is an error of its stream, not a shorter file", async () => {
  const { open } = await openFrom((reply) => {
    reply.raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nrows");
    setImmediate(() => reply.socket.end());
  });
  expect(await failureOf(open())).toMatchObject({ cause: expect.anything() });
});

test("users-ask B4: the key of the gateway's own answers stays out of a signed address' errors", async () => {
  const { open } = await openFrom((reply) => reply.text(404, KEY));
  expect(String(await failureOf(open()))).not.toContain(KEY);
});

test("a gateway that gives no addresses has no files, and none to upload to", async () => {
  const gateway = await rawServer((reply) => reply.json(200, { filenameToSignedUrls: null }));
  const { datasets } = client(gateway.baseURL, { accountId: "me" });
  expect(await collect(datasets.download("out-1"))).toEqual([]);
  const error = await failureOf(datasets.upload("in-1", "x", { method: "signed-url" }));
  expect(error).toMatchObject({ name: "FireworksStorageError", code: "invalid_signed_url" });
});
