import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redactStream, redactWhole, type Redaction } from "../../src/cassettes/redact.js";
import { readRules } from "../../src/cassettes/rules.js";
import { literalPattern, SECRET_PATTERNS } from "../../src/cassettes/secrets.js";
import { local, post } from "../local.js";
import { DONE, event, json, startEngine, stream } from "../upstream/fake-engine.js";
import { tapeFolder, tapesIn } from "./tapes.js";

const SECRET = "topsecret-1234";

const redaction = (...redact: (string | RegExp)[]): Redaction => ({
  chosen: readRules(redact, "redact"),
  secrets: [...literalPattern(SECRET), ...SECRET_PATTERNS],
});

const delta = (fields: object, index = 0): string =>
  event({ id: "x", choices: [{ index, delta: fields, finish_reason: null }] });

/** The texts of a stream's deltas, put together. */
function contentOf(text: string): string {
  const deltas = [...text.matchAll(/^data: (\{.*)$/gm)].map(
    ([, source = ""]) =>
      (JSON.parse(source) as { choices: { delta: { content?: string } }[] }).choices[0]?.delta,
  );
  return deltas.map((one) => one?.content ?? "").join("");
}

/** Cuts a text at any places. */
const cuts = fc.array(fc.nat({ max: 600 }), { maxLength: 12 });
function cutAt(text: string, places: number[]): string[] {
  const sorted = [
    0,
    ...places.map((place) => place % text.length).toSorted((a, b) => a - b),
    text.length,
  ];
  return sorted.slice(1).map((end, at) => text.slice(sorted[at], end));
}

test("a secret is found wherever the deltas and the network cut it", () => {
  const whole = `The key is ${SECRET}, mail me@example.com!`;
  fc.assert(
    fc.property(cuts, cuts, (inText, onWire) => {
      const events = cutAt(whole, inText).map((content) => delta({ content }));
      const wire = `: ${SECRET}\n\n${events.join("")}${DONE}`;
      const pieces = cutAt(wire, onWire);
      const clean = redactStream(pieces, redaction(/[\w.]+@[\w.]+\w/));
      const text = clean.join("");
      expect(clean).toHaveLength(pieces.length);
      expect(text).not.toContain(SECRET);
      expect(contentOf(text)).toBe("The key is [redacted], mail [redacted]!");
      expect(text).toContain(": [redacted]\n\n");
      expect(text.endsWith(DONE)).toBe(true);
    }),
  );
});

test("a stream without secrets keeps every byte and every cut", () => {
  const wire = `${delta({ content: "1.0 and more" })}data: {"odd" : 1.0}\n\nnoise\n\n${DONE}`;
  fc.assert(
    fc.property(cuts, (places) => {
      const pieces = cutAt(wire, places);
      expect(redactStream(pieces, redaction(/@/, "user"))).toEqual(pieces);
    }),
  );
});

test("choices and calls that come in turns are not mixed up", () => {
  const wire =
    delta({ content: "top" }, 0) +
    delta({ content: "secret-1234" }, 1) +
    delta({ content: "secret-1234" }, 0);
  const clean = redactStream([wire], redaction()).join("");
  expect(clean).toBe(
    delta({ content: "[redacted]" }, 0) +
      delta({ content: "secret-1234" }, 1) +
      delta({ content: "" }, 0),
  );
});

test("a path takes a whole field, in answers and in every delta of it", () => {
  const one = redaction("choices.*.delta.content", "choices[*].message.content");
  expect(
    contentOf(redactStream([delta({ content: "a" }) + delta({ content: "b" })], one).join("")),
  ).toBe("[redacted]");
  const answer = { choices: [{ message: { content: "a", role: "assistant" } }], usage: { n: 1 } };
  expect(redactWhole(JSON.stringify(answer), one)).toBe(
    JSON.stringify({
      choices: [{ message: { content: "[redacted]", role: "assistant" } }],
      usage: { n: 1 },
    }),
  );
});

test("a path takes what is no text, too, in every delta of it", () => {
  const call = { index: 0, function: { arguments: '{"card":1234}' } };
  const wire = delta({ tool_calls: [call] }) + delta({ content: "b" });
  const clean = redactStream([wire], redaction("choices.*.delta.tool_calls")).join("");
  expect(clean).toBe(delta({ tool_calls: "[redacted]" }) + delta({ content: "b" }));
});

test("tokens do not say again what was taken out of the text", () => {
  const logprobs = { content: [{ token: "topsecret" }, { token: "-1234" }] };
  const message = { content: `It is ${SECRET}` };
  const whole = JSON.stringify({ choices: [{ message, logprobs, token_ids: [1, 2] }] });
  expect(JSON.parse(redactWhole(whole, redaction()))).toEqual({
    choices: [{ message: { content: "It is [redacted]" }, logprobs: null, token_ids: null }],
  });
  const choice = (content: string): string =>
    event({
      choices: [{ index: 0, delta: { content }, logprobs: { content: [{ token: content }] } }],
    });
  const clean = redactStream([choice("topsecret") + choice("-1234")], redaction()).join("");
  expect(clean).toBe(
    ["[redacted]", ""]
      .map((content) => event({ choices: [{ index: 0, delta: { content }, logprobs: null }] }))
      .join(""),
  );
  const harmless = choice("Hello");
  expect(redactStream([harmless], redaction())).toEqual([harmless]);
});

test("numbers that a pattern would match stay numbers", () => {
  expect(redactWhole('{"created":1790000000,"a":"n 1790000000"}', redaction(/\d{10}/))).toBe(
    '{"created":1790000000,"a":"n [redacted]"}',
  );
});

test("an answer that is not touched keeps its bytes", () => {
  expect(redactWhole('{ "score": 1.0 }', redaction("user"))).toBe('{ "score": 1.0 }');
});

describe("a recording", () => {
  const ANSWER = {
    choices: [
      {
        message: { role: "assistant", content: `You sent ${SECRET} and fw_abcdefghijkl` },
        finish_reason: "stop",
      },
    ],
  };
  const authorized = { headers: { authorization: `Bearer ${SECRET}`, cookie: "sid=cookie-value" } };

  test("has neither the caller's key, nor the upstream's, nor a cookie, nor what looks like a key", async () => {
    const dir = await tapeFolder();
    await using engine = await startEngine(json(ANSWER, 200, { "set-cookie": "sid=cookie-value" }));
    const upstream = { url: `${engine.url}?key=query-secret`, apiKey: "upstream-secret" };
    const content = `mine ${SECRET}, yours upstream-secret, query-secret, sk-aaaaaaaaaaaaaaaaaaaaaaaa`;
    const server = local({ upstream, record: dir });
    await (await post(server, { messages: [{ role: "user", content }] }, authorized)).text();
    const [text = ""] = Object.values(await tapesIn(dir));
    expect(text).toContain("content: mine [redacted], yours [redacted], [redacted], [redacted]");
    expect(text).toContain("content: You sent [redacted] and [redacted]");
    expect(text + Object.keys(await tapesIn(dir)).join("")).not.toMatch(
      /secret|cookie|fw_abc|sk-a/,
    );
    expect(text).not.toMatch(/authorization/i);
  });

  test("of chosen fields is found again, by the same request and without being told what was chosen", async () => {
    const dir = await tapeFolder();
    await using engine = await startEngine((response, request) =>
      stream(
        event({
          choices: [
            { index: 0, delta: { content: JSON.stringify(request.body["messages"]).length } },
          ],
        }),
        event({
          id: String(engine.requests.length),
          choices: [
            { index: 0, delta: { content: `#${engine.requests.length}` }, finish_reason: "stop" },
          ],
        }),
        DONE,
      )(response, request),
    );
    const redact = ["messages.*.content", /\d{3}-\d{4}/, "/me@\\S+/i"];
    const ask = (content: string, tool = "t") => ({
      stream: true,
      messages: [{ role: "user", content }],
      tools: [
        {
          type: "function",
          function: { name: tool, description: "call 555-1234 or ME@example.com" },
        },
      ],
    });
    const recording = local({ upstream: engine.url, record: { dir, redact } });
    const first = await (await post(recording, ask("My name is Ann"))).text();
    const second = await (await post(recording, ask("My name is Bob"))).text();
    const text = Object.values(await tapesIn(dir)).join("\n");
    expect(text).not.toMatch(/Ann|Bob|555-1234|example/);
    expect(Object.keys(await tapesIn(dir)).join()).not.toMatch(/ann|bob/);
    const server = local({ replay: dir });
    expect(await (await post(server, ask("My name is Bob"))).text()).toBe(second);
    expect(await (await post(server, ask("My name is Ann"))).text()).toBe(first);
    // Whoever else asks gets what was recorded: the content does not count.
    expect((await post(server, ask("My name is Eve"))).status).toBe(200);
    expect((await post(server, ask("My name is Ann", "other"))).status).toBe(400);
  });
});

test("a rule that is no regular expression is refused at once", () => {
  expect(() => readRules(["/(/"], "record.redact")).toThrow(
    "record.redact: /(/ is no regular expression",
  );
});
