import fc from "fast-check";
import { expect, test } from "vitest";
import { local, postTo } from "../local.js";
import { MODEL } from "./adapted.js";

const BLOCKS = ["text", "image", "document", "thinking", "tool_use", "tool_result", "nonsense"];
const ITEMS = ["message", "function_call", "function_call_output", "reasoning", "tool_output"];

const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.boolean(), fc.jsonValue());

/** Something like a block or an item: a type that exists, and keys that do, holding anything. */
const piece = (types: string[]): fc.Arbitrary<object> =>
  fc.record(
    {
      type: fc.constantFrom(...types),
      role: fc.constantFrom("user", "assistant", "system"),
      text: value,
      content: fc.oneof(
        value,
        fc.array(fc.record({ type: fc.constantFrom(...types), text: value })),
      ),
      source: value,
      input: value,
      name: value,
      arguments: value,
      call_id: value,
      output: value,
      summary: value,
    },
    { requiredKeys: [] },
  );

const settings = fc.dictionary(
  fc.constantFrom(
    "tools",
    "tool_choice",
    "thinking",
    "text",
    "reasoning",
    "system",
    "include",
    "stream",
  ),
  value,
);

test.each<[string, string, fc.Arbitrary<object>]>([
  [
    "/messages",
    "messages",
    fc.array(
      fc.record({ role: fc.constantFrom("user", "assistant"), content: fc.array(piece(BLOCKS)) }),
    ),
  ],
  ["/responses", "input", fc.array(piece(ITEMS))],
])(
  "%s answers or refuses in its own words, whatever is sent, strict and lenient",
  async (path, key, said) => {
    const servers = [local(), local({ lenient: true })];
    await fc.assert(
      fc.asyncProperty(said, settings, async (content, fields) => {
        for (const server of servers) {
          const response = await postTo(server, path, { model: MODEL, [key]: content, ...fields });
          const text = await response.text();
          if (response.status === 200) continue;
          expect([response.status, text]).toEqual([400, text]);
          const { error } = JSON.parse(text) as { error: { type: string; message: string } };
          expect(error.type).toBe("invalid_request_error");
          expect(error.message).not.toBe("");
        }
      }),
      { numRuns: 150 },
    );
  },
);
