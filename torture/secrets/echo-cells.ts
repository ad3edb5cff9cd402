import type { Cell, Group } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import { ENTRIES } from "../entries/all-entries.js";
import type { EntryPoint } from "../entries/entry-point.js";
import { told } from "../matrix/fault.js";
import type { RawExchange } from "../raw/raw-exchange.js";
import { headerOf } from "../raw/request-reader.js";
import { type Transport, TRANSPORTS } from "../transports.js";

const ECHOES: Group = {
  id: "secret-echo",
  title: told(
    "a server that gives the key back: in every shape of an error, in headers, in a page, in an event that is an error or no JSON, in the text of a status, as JSON and URLs write it; a `fetch` that throws it",
    "把密钥返回的服务器：以各种错误形式、在响应头、网页、出错或非 JSON 的事件、以 JSON 与 URL 的写法；以及抛出含密钥错误的 `fetch`",
  ),
  promise: told(
    "an error, and the key in none of its texts, properties, causes, headers, nor in anything printed or told to callbacks",
    "得到错误，其文本、属性、原因、响应头以及打印或告知回调的任何内容中都没有密钥",
  ),
};

type Echo = (exchange: RawExchange, key: string) => void;

const refusing =
  (body: (key: string) => unknown, status = 400): Echo =>
  (exchange, key) => {
    const text = body(key);
    exchange.answer({
      status,
      headers: [["content-type", "application/json"]],
      body: typeof text === "string" ? text : JSON.stringify(text),
    });
  };

const streaming =
  (event: (key: string) => string): Echo =>
  (exchange, key) => {
    exchange.begin(200, [["content-type", "text/event-stream"]]);
    exchange.chunk(event(key));
    exchange.end();
  };

const SAID = (key: string): string => `The API key ${key} (Bearer ${key}) is invalid.`;

const SERVED: Readonly<Record<string, Echo>> = {
  message: refusing((key) => ({ error: { message: SAID(key), code: key, type: key, param: key } })),
  "message-401": refusing((key) => ({ error: { message: SAID(key) }, request_id: key }), 401),
  string: refusing((key) => ({ error: SAID(key) })),
  detail: refusing((key) => ({ detail: [{ loc: ["header", key], msg: SAID(key), input: key }] })),
  nested: refusing((key) => ({ error: { message: "no", [key]: { deep: [key, { [key]: key }] } } })),
  text: refusing(SAID, 500),
  page: refusing((key) => `<html><title>${SAID(key)}</title><pre>${key}</pre></html>`, 502),
  long: refusing((key) => `${"x".repeat(1_990)}${key}${"y".repeat(400)}${key}`, 500),
  url: refusing((key) => ({ error: { message: `GET /?key=${encodeURIComponent(key)}` } })),
  "not-json": refusing((key) => `{"oh": "${key}`, 200),
  headers: (exchange, key) => {
    const names = [
      "x-request-id",
      "x-echo",
      "set-cookie",
      "www-authenticate",
      "retry-after",
      "cf-ray",
    ];
    const headers = names.map((name) => [name, `Bearer ${key}`] as const);
    exchange.answer({ status: 403, headers, body: "{}" });
  },
  "redirect-with-key": (exchange, key) => {
    const to = `http://${encodeURIComponent(key)}:x@127.0.0.1/?key=${encodeURIComponent(key)}`;
    exchange.answer({ status: 302, headers: [["location", to]] });
  },
  "error-event": streaming(
    (key) => `data: ${JSON.stringify({ error: { message: SAID(key) } })}\n\n`,
  ),
  "named-error-event": streaming((key) => `event: error\ndata: ${SAID(key)}\n\n`),
  "event-that-is-no-json": streaming((key) => `data: {oh ${SAID(key)}\n\n`),
  "bad-header": (exchange, key) => {
    exchange.write(`HTTP/1.1 200 OK\r\nbad header ${key}\r\n\r\n`);
    exchange.close();
  },
  "no-http": (exchange, key) => {
    exchange.write(`${key} ${key}\r\n\r\n`);
    exchange.close();
  },
};

/** What a `fetch` of the user's throws: libraries hang the request, with its headers, on their errors. */
function throwing(key: string): Error {
  const request = { headers: { authorization: `Bearer ${key}` } };
  const inner = Object.assign(new Error(`socket of ${key}`), {
    config: request,
    code: "ECONNRESET",
  });
  const all = new AggregateError([inner, new Error(key)], `tried with ${key}`);
  const outer = new TypeError(`fetch failed ${key}`, { cause: all });
  return Object.assign(outer, { request, response: { data: key } });
}

interface Echoing {
  id: string;
  entry: EntryPoint;
  transport: Transport;
  fetch?: (key: string) => typeof globalThis.fetch;
  serve?: Echo;
}

/** Every echo at every entry point. */
export function echoCells(): Cell[] {
  const served = TRANSPORTS.flatMap((transport) =>
    ENTRIES.flatMap((entry) =>
      Object.entries(SERVED).map(([id, serve]) => cellOf({ id, entry, transport, serve })),
    ),
  );
  const thrown = ENTRIES.map((entry) =>
    cellOf({
      id: "fetch-that-throws",
      entry,
      transport: { name: "own-fetch", fetch: globalThis.fetch },
      fetch: (key) => () => Promise.reject(throwing(key)),
    }),
  );
  return [...served, ...thrown];
}

function cellOf(echoing: Echoing): Cell {
  const { id, entry, transport } = echoing;
  return {
    id: `secret-echo/${id}/${entry.name}/${transport.name}`,
    group: ECHOES,
    promise: "an error without the key",
    run: (context) => hear(echoing, context),
  };
}

async function hear({ entry, transport, fetch, serve }: Echoing, context: CellContext) {
  const { server, key } = context;
  server.serve((exchange) => {
    const sent = headerOf(exchange.request, "authorization") ?? "";
    serve?.(exchange, sent.replace(/^Bearer /, ""));
  });
  const outcome = await entry.call({
    baseURL: server.baseURL,
    apiKey: key,
    fetch: fetch?.(key) ?? transport.fetch,
    maxRetries: 0,
    signal: context.abortController().signal,
    keep: (...things) => context.keep(...things),
  });
  context.keep(outcome.error);
  if (!(outcome.error instanceof Error)) throw new Error(`it gave ${String(outcome.answer)}`);
}
