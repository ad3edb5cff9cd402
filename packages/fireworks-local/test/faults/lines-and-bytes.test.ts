import { connect } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { LLAMA, local, post } from "../local.js";
import { eventsOf, faulty } from "./fault-client.js";

const count = (events: string): number => events.split("\n\n").length - 1;

describe("lines", () => {
  test("end in CRLF or CR", async () => {
    const plain = await eventsOf({});
    expect(await eventsOf({ quirks: "crlf-lines" })).toBe(plain.replaceAll("\n", "\r\n"));
    expect(await eventsOf({ quirks: "cr-lines" })).toBe(plain.replaceAll("\n", "\r"));
  });

  test("have names, ids, no blank, several data lines, pings", async () => {
    const events = async (quirks: Parameters<typeof eventsOf>[0]["quirks"]): Promise<string> =>
      (await eventsOf({ quirks })).split("\n\n")[0] ?? "";
    expect(await events("event-names")).toMatch(/^event: message\ndata: \{/);
    expect(await events("event-ids")).toMatch(/^id: 0\nretry: 3000\ndata: \{/);
    expect(await events("no-space-after-colon")).toMatch(/^data:\{/);
    expect(await events("split-data-lines")).toMatch(/^data: \{\ndata: {2}"id"/);
    expect(await events("ping-events")).toMatch(/^event: ping\ndata: \{/);
  });

  test("[DONE] is missing, doubled, or followed by text", async () => {
    expect(await eventsOf({ quirks: "done-missing" })).not.toContain("[DONE]");
    expect((await eventsOf({ quirks: "done-duplicated" })).match(/\[DONE\]/g)).toHaveLength(2);
    expect(await eventsOf({ quirks: "text-after-done" })).toMatch(/\[DONE\]\n\ndata: \{.*late/);
    expect(await eventsOf({ quirks: "last-blank-line-missing" })).toMatch(/\[DONE\]$/);
  });

  test("a byte order mark stands first, once", async () => {
    const response = await post(faulty({ quirks: "byte-order-mark" }), { stream: true });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x64]);
    expect(bytes.indexOf("\uFEFF", 3)).toBe(-1);
  });
});

test("keep-alives come before the first event", async () => {
  const events = await eventsOf({ keepAlives: { count: 3 } });
  expect(events).toMatch(/^(?:: keep-alive\n\n){3}data: \{/);
});

describe("malformed events", () => {
  test.each([
    ["bad-json", /^data: \{"choices".*\}\}$/],
    ["half-json", /^data: \{"id":"[^}]*$/],
    ["no-data-field", /^\{"id"/],
    ["empty-data", /^data: $/],
    ["null", /^data: null$/],
    ["number", /^data: 42$/],
    ["array", /^data: \[\]$/],
    ["text", /^data: upstream/],
    ["html", /^data: <html>/],
    ["lone-surrogate", /\\ud83d/],
    ["huge", /x{1048576}/],
  ] as const)("%s, second, and the stream goes on", async (malformedEvent, expected) => {
    const events = (await eventsOf({ malformedEvent })).split("\n\n");
    expect(events[1]).toMatch(expected);
    expect(events.at(-2)).toBe("data: [DONE]");
  });

  test("stands where it is wanted, and an unfinished event runs into the next", async () => {
    const events = await eventsOf({ malformedEvent: "null", malformedAfterEvents: 3 });
    expect(events.split("\n\n")[3]).toBe("data: null");
    expect(await eventsOf({ malformedEvent: "unfinished-line" })).toMatch(/\}\ndata: \{/);
    expect(await eventsOf({ malformedEvent: "control-characters" })).toContain("\u0000");
  });
});

describe("errors in the stream", () => {
  const lastOf = async (fault: Parameters<typeof eventsOf>[0]): Promise<string> => {
    const events = await eventsOf({ errorAfterEvents: 2, ...fault });
    expect(count(events)).toBe(3);
    return events.split("\n\n").at(-2) ?? "";
  };

  test("have the shape of any envelope", async () => {
    expect(await lastOf({ envelope: "E6" })).toBe('data: {"error":"Internal server error"}');
    expect(await lastOf({ envelope: "E2", message: "m", code: "C" })).toBe(
      'data: {"error":{"message":"m","param":null,"code":"C","type":"error"}}',
    );
    expect(JSON.parse((await lastOf({ envelope: "E3" })).slice(6))).toHaveProperty("request_id");
    expect(JSON.parse((await lastOf({ envelope: "E4" })).slice(6))).not.toHaveProperty("error");
    expect(await lastOf({ envelope: "E12" })).toMatch(/^data: <html>/);
  });

  test("can be an event of that name", async () => {
    expect(await lastOf({ errorEvent: true })).toMatch(/^event: error\ndata: \{"error":/);
  });
});

describe("cuts", () => {
  const bytesOf = async (fault: Parameters<typeof faulty>[0], ask = {}): Promise<Uint8Array> =>
    new Uint8Array(await (await post(faulty(fault), ask)).arrayBuffer());
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

  test("end a stream or a whole answer after N bytes", async () => {
    const streamed = await bytesOf({ cutAfterBytes: 100 }, { stream: true });
    expect(streamed).toHaveLength(100);
    const whole = await bytesOf({ cutAfterBytes: 40 });
    expect(whole).toHaveLength(40);
    expect(() => JSON.parse(text(whole)) as unknown).toThrow(SyntaxError);
    expect(await bytesOf({ cutAfterBytes: 0 })).toHaveLength(0);
    expect((await bytesOf({ cutAfterBytes: 1e9 })).length).toBeGreaterThan(40);
  });

  test("end inside an event or inside a character", async () => {
    const inEvent = text(
      await bytesOf({ cutAfterEvents: 2, cutInside: "event" }, { stream: true }),
    );
    expect(inEvent.split("\n\n").at(-1)).toMatch(/^data: \{"id":[^}]+$/);
    const inCharacter = await bytesOf(
      { cutAfterEvents: 1, cutInside: "character" },
      { stream: true },
    );
    expect(inCharacter.at(-1)).toBe(0xc3);
    expect(text(inCharacter)).toMatch(/Ein sch\uFFFD$/);
  });

  test("in pieces of N bytes the body is the same", async () => {
    const response = await post(faulty({ chunkBytes: 7 }), { stream: true });
    const sizes: number[] = [];
    let whole = "";
    const decoder = new TextDecoder();
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
      sizes.push(piece.length);
      whole += decoder.decode(piece, { stream: true });
    }
    expect(Math.max(...sizes)).toBe(7);
    expect(whole).toBe(await eventsOf({}));
  });

  test("a reset breaks what was cut off", async () => {
    const cut = faulty({ cutAfterBytes: 20, resetConnection: true });
    await expect(post(cut, {}).then((answer) => answer.text())).rejects.toThrow("fetch failed");
  });

  test("a stall after N bytes lasts until the client leaves", async () => {
    const leave = new AbortController();
    const answer = await post(faulty({ stallAfterBytes: 10 }), {}, { signal: leave.signal });
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    expect((await reader.read()).value).toHaveLength(10);
    const next = reader.read();
    leave.abort(new Error("left"));
    await expect(next).rejects.toThrow("left");
  });
});

describe("on a port", () => {
  let server: ReturnType<typeof local> | undefined;
  afterEach(() => server?.close());

  const ask = async (fault: Parameters<typeof faulty>[0], request = {}): Promise<Response> => {
    server = faulty(fault);
    const { baseURL } = await server.listen();
    return fetch(`${baseURL}/chat/completions`, {
      method: "POST",
      headers: { authorization: "Bearer k" },
      body: JSON.stringify({
        model: LLAMA,
        messages: [{ role: "user", content: "x" }],
        ...request,
      }),
    });
  };

  test("a compressed answer is what it was", async () => {
    const answer = await ask({ gzip: true });
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect(await answer.json()).toMatchObject({ object: "chat.completion" });
  });

  test("a compressed stream comes in one lump, but whole", async () => {
    expect(await (await ask({ gzip: true }, { stream: true })).text()).toContain("[DONE]");
  });

  test("an answer shorter than its Content-Length fails", async () => {
    await expect(ask({ contentLengthOff: 10 }).then((answer) => answer.text())).rejects.toThrow(
      "terminated",
    );
  });

  test("an answer longer than its Content-Length is cut there", async () => {
    const answer = await ask({ contentLengthOff: -5 });
    const declared = Number(answer.headers.get("content-length"));
    const text = await answer.text().catch(() => "");
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(declared);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  test("a reset in the middle of a character breaks the stream there", async () => {
    const fault = { cutAfterEvents: 1, cutInside: "character", resetConnection: true } as const;
    const answer = await ask(fault, { stream: true });
    await expect(answer.text()).rejects.toThrow("terminated");
  });
});

describe("a reset connection", () => {
  let server: ReturnType<typeof local> | undefined;
  afterEach(() => server?.close());

  /** What a socket gets, and how it ends. */
  const raw = async (
    fault: Parameters<typeof faulty>[0],
    busyMs = 0,
  ): Promise<[string, string]> => {
    server = faulty(fault);
    const { port } = await server.listen();
    const messages = [{ role: "user", content: "x" }];
    const asked = JSON.stringify({ model: LLAMA, messages, stream: true });
    const socket = connect(port, "127.0.0.1");
    socket.write(
      `POST /inference/v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer k\r\n` +
        `content-length: ${asked.length}\r\n\r\n${asked}`,
    );
    let text = "";
    const busy = setInterval(() => blockFor(busyMs), 1);
    const end = await new Promise<string>((resolve) => {
      socket.on("data", (bytes) => (text += bytes.toString()));
      socket.on("end", () => resolve("end"));
      socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
    });
    clearInterval(busy);
    return [text, end];
  };

  test("is reset, not ended: at once without a byte", async () => {
    expect(await raw({ resetConnection: true })).toEqual(["", "ECONNRESET"]);
  });

  test("is reset behind all that was to be sent, however busy the machine is", async () => {
    const [text, end] = await raw({ resetConnection: true, cutAfterEvents: 2 }, 30);
    expect(text.match(/data: /g)).toHaveLength(2);
    expect(end).toBe("ECONNRESET");
  });
});

function blockFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test("gzip in process is undone, as fetch does it", async () => {
  const answer = await post(faulty({ gzip: true }), {});
  expect(answer.headers.get("content-encoding")).toBe("gzip");
  expect(await answer.json()).toMatchObject({ object: "chat.completion" });
  const broken = await post(faulty({ gzip: true, cutAfterBytes: 30 }), {});
  await expect(broken.text()).rejects.toThrow("unexpected end of file");
});

describe("slow answers", () => {
  afterEach(() => void vi.useRealTimers());

  test("a slow body takes its time, and a client that leaves frees it", async () => {
    vi.useFakeTimers();
    const answer = await post(faulty({ chunkBytes: 100, chunkDelayMs: 50 }), {});
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    const first = reader.read();
    await vi.advanceTimersByTimeAsync(49);
    expect(await Promise.race([first, Promise.resolve("waits")])).toBe("waits");
    await vi.advanceTimersByTimeAsync(1);
    expect((await first).value).toHaveLength(100);
    await reader.cancel();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("latency is the fault's before the server's", async () => {
    vi.useFakeTimers();
    const server = local({
      latency: "overloaded",
      faults: [{ fault: { latency: { firstTokenMs: 10 } }, times: 1 }],
    });
    const answer = post(server, {});
    await vi.advanceTimersByTimeAsync(10);
    expect((await answer).status).toBe(200);
  });
});
