import type { Group } from "../cell.js";
import {
  beginStream,
  EVENT_HEADERS,
  frames,
  goodBody,
  goodHeaders,
  OPENING_EVENTS,
  OPENING_TEXT,
} from "../answers/write-answer.js";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import type { EntryPoint } from "../entries/entry-point.js";
import { type Expected, type Fault, told } from "../matrix/fault.js";
import { head, type RawExchange, type RawHeaders } from "../raw/raw-exchange.js";

const HTTP: Group = {
  id: "http",
  title: told(
    "HTTP/1.0, 1xx before the answer, doubled and foreign headers, compressed bodies",
    "HTTP/1.0、应答之前的 1xx、重复或陌生的响应头、压缩的正文",
  ),
  promise: told("the right answer, by one request", "正确的答案，只有一次请求"),
};

const BROKEN_HTTP: Group = {
  id: "broken-http",
  title: told(
    "what is no HTTP; forbidden bytes and too many of them in a head; chunked garbage; lengths that lie; compression that breaks off or is none",
    "不是 HTTP 的内容；响应头中的非法字节或过多的字节；损坏的分块；不实的长度；中断或虚假的压缩",
  ),
  promise: told(
    "`FireworksConnectionError` after one more try; of a stream that had begun `cut-short` with what had arrived; `invalid_response` for half a JSON that nothing shows to have broken off",
    "再试一次后为 `FireworksConnectionError`；已开始的流为 `cut-short`，并保留已到达的内容；无中断迹象的残缺 JSON 为 `invalid_response`",
  ),
};

const RIGHT: Expected = { requests: 1 };
const LOST: Expected = {
  requests: 2,
  error: { class: "FireworksConnectionError", partial: undefined },
};
const CUT: Expected = {
  requests: 1,
  delivered: OPENING_TEXT,
  error: { class: "FireworksStreamError", reason: "cut-short", partial: OPENING_TEXT },
};

const isStreamed = ({ streamed }: EntryPoint): boolean => streamed;
const isWhole = ({ streamed }: EntryPoint): boolean => !streamed;

const COMPRESSIONS = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync } as const;

const compressed: readonly Fault[] = Object.entries(COMPRESSIONS).map(([name, compress]) => ({
  id: name,
  group: HTTP,
  serve: (exchange, { entry }) =>
    exchange.answer({
      status: 200,
      headers: [...goodHeaders(entry), ["content-encoding", name]],
      body: compress(Buffer.from(goodBody(entry))),
    }),
  expected: () => RIGHT,
}));

const wellFormed = (id: string, write: Fault["serve"]): Fault => ({
  id,
  group: HTTP,
  serve: write,
  expected: () => RIGHT,
});

const ODD: readonly Fault[] = [
  wellFormed("http-1.0", (exchange, { entry }) => {
    const { status, headers } = { status: 200, headers: goodHeaders(entry) };
    exchange.write(head(status, headers).replace("HTTP/1.1", "HTTP/1.0") + goodBody(entry));
    exchange.close();
  }),
  wellFormed("until-closed", (exchange, { entry }) => {
    exchange.write(head(200, [...goodHeaders(entry), ["connection", "close"]]));
    exchange.write(goodBody(entry));
    exchange.close();
  }),
  ...[102, 103].map((status) =>
    wellFormed(`${status}-first`, (exchange, { entry }) => {
      for (let hint = 0; hint < 3; hint += 1) exchange.write(head(status, [["link", "</a>"]]));
      exchange.answer({ status: 200, headers: goodHeaders(entry), body: goodBody(entry) });
    }),
  ),
  wellFormed("doubled-headers", (exchange, { entry }) =>
    exchange.answer({
      status: 200,
      headers: [
        ...goodHeaders(entry),
        ["x-request-id", "another"],
        ["set-cookie", "a=b"],
        ["set-cookie", "c=d"],
        ["retry-after", "soon"],
        ["retry-after", "1"],
      ],
      body: goodBody(entry),
    }),
  ),
  wellFormed("high-bytes-in-header", (exchange, { entry }) => {
    const body = goodBody(entry);
    const length = ["content-length", String(Buffer.byteLength(body))] as const;
    const text = head(200, [...goodHeaders(entry), ["x-odd", "caf\u00e9\u00ff"], length]);
    exchange.write(Buffer.from(text, "latin1"));
    exchange.write(body);
    exchange.finished = true;
  }),
  wellFormed("chunk-extensions-and-trailers", (exchange, { entry }) => {
    const bytes = Buffer.from(goodBody(entry));
    exchange.begin(200, goodHeaders(entry));
    exchange.write(`${bytes.length.toString(16)};why=not\r\n`);
    exchange.write(Buffer.concat([bytes, Buffer.from("\r\n0\r\nx-trailer: yes\r\n\r\n")]));
    exchange.finished = true;
  }),
  ...compressed,
];

const broken = (
  id: string,
  text: string | ((entry: EntryPoint) => string | Uint8Array),
): Fault => ({
  id,
  group: BROKEN_HTTP,
  serve: (exchange, { entry }) => {
    exchange.write(typeof text === "string" ? text : text(entry));
    exchange.close();
  },
  expected: () => LOST,
});

const BROKEN: readonly Fault[] = [
  broken("not-http", "SSH-2.0-OpenSSH_9.2p1\r\n"),
  broken("status-line", "HTTP/1.1 two hundred\r\n\r\n"),
  broken("control-byte-in-header", (entry) =>
    head(200, [...goodHeaders(entry), ["x-odd", "a\u0000b"], ["content-length", "2"]]),
  ),
  broken("endless-head", (entry) =>
    head(200, [...goodHeaders(entry), ["x-long", "a".repeat(1e6)]]),
  ),
  broken("two-lengths", (entry) =>
    head(200, [...goodHeaders(entry), ["content-length", "5"], ["content-length", "7"]]),
  ),
  broken("negative-length", (entry) =>
    head(200, [...goodHeaders(entry), ["content-length", "-5"]]),
  ),
  broken(
    "chunked-garbage",
    (entry) =>
      `${head(200, [...goodHeaders(entry), ["transfer-encoding", "chunked"]])}zz\r\n{}\r\n`,
  ),
  broken("length-too-long", (entry) =>
    head(200, [...goodHeaders(entry), ["content-length", "100000"]]),
  ),
  broken("gzip-that-is-none", (entry) => {
    const body = goodBody(entry);
    const headers = [...goodHeaders(entry), ["content-encoding", "gzip"] as const];
    return head(200, [...headers, ["content-length", String(Buffer.byteLength(body))]]) + body;
  }),
];

const opening = (entry: EntryPoint): string => frames(entry).slice(0, OPENING_EVENTS).join("");

const BROKEN_LATER: readonly Fault[] = [
  {
    id: "chunked-garbage-later",
    group: BROKEN_HTTP,
    concerns: isStreamed,
    serve: (exchange, { entry }) => {
      beginStream(exchange, entry);
      exchange.write("this is no length\r\n\r\n");
    },
    expected: () => CUT,
  },
  {
    id: "length-too-long-later",
    group: BROKEN_HTTP,
    concerns: isStreamed,
    serve: (exchange, { entry }) => {
      exchange.write(head(200, [...EVENT_HEADERS, ["content-length", "100000"]]));
      exchange.write(opening(entry));
      exchange.close();
    },
    expected: () => CUT,
  },
  {
    id: "length-too-short",
    group: BROKEN_HTTP,
    concerns: isStreamed,
    serve: (exchange, { entry }) => {
      const length = String(Buffer.byteLength(opening(entry)));
      exchange.write(head(200, [...EVENT_HEADERS, ["content-length", length]]));
      exchange.write(goodBody(entry));
    },
    expected: () => CUT,
  },
  {
    id: "gzip-breaks-off",
    group: BROKEN_HTTP,
    concerns: isStreamed,
    serve: (exchange, { entry }) => gzipped(exchange, opening(entry), goodHeaders(entry)),
    expected: () => CUT,
  },
];

/** What ended in good order, and yet is no answer: nothing shows that another try would help. */
const UNREADABLE: Expected = {
  requests: 1,
  error: { class: "FireworksApiError", status: 200, code: "invalid_response" },
};

const CUT_WHOLE: readonly Fault[] = [
  {
    id: "length-too-short",
    group: BROKEN_HTTP,
    concerns: isWhole,
    serve: (exchange, { entry }) => {
      exchange.write(head(200, [...goodHeaders(entry), ["content-length", "20"]]));
      exchange.write(goodBody(entry));
    },
    expected: () => UNREADABLE,
  },
  {
    id: "gzip-breaks-off",
    group: BROKEN_HTTP,
    concerns: isWhole,
    serve: (exchange, { entry }) => {
      gzipped(exchange, goodBody(entry).slice(0, -10), goodHeaders(entry));
    },
    // Node's fetch takes half a compression for all of it; the other transport tells.
    expected: (_entry, transport) => (transport === "fetch" ? UNREADABLE : LOST),
  },
];

/** Compressed as far as it goes: the end of the compression is missing. */
function gzipped(exchange: RawExchange, text: string, headers: RawHeaders): void {
  const body = gzipSync(Buffer.from(text), { finishFlush: constants.Z_SYNC_FLUSH });
  exchange.answer({ status: 200, headers: [...headers, ["content-encoding", "gzip"]], body });
}

export const ODD_HTTP_FAULTS: readonly Fault[] = [...ODD, ...BROKEN, ...BROKEN_LATER, ...CUT_WHOLE];
