import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createFireworksLocal } from "fireworks-local";
import { ChatFireworks } from "langchain-fireworks";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";

/** The question whose printed answer the pages show. */
async function answerKeys(): Promise<string[]> {
  const llm = new ChatFireworks({
    model: "accounts/fireworks/models/deepseek-v4p1-flash",
    apiKey: "fw_test",
    fetch: createFireworksLocal().fetch,
    temperature: 0,
  });
  const message = await llm.invoke("I love programming.");
  return Object.keys(message.response_metadata);
}

const read = (page: string) => readFile(join(ROOT, page), "utf8");

test.each(["docs/tasks/invocation.md", "docs/zh/tasks/invocation.md"])(
  "%s prints the metadata an answer has",
  async (page) => {
    const printed = /console\.log\(message\.response_metadata\);\n((?:\/\/.*\n)+)/.exec(
      await read(page),
    );
    const keys = [...(printed?.[1] ?? "").matchAll(/^\/\/ {3}(\w+):/gm)].map(([, key]) => key);
    expect(keys).toEqual(await answerKeys());
  },
);

test.each(["docs/classes/chat-fireworks.md", "docs/zh/classes/chat-fireworks.md"])(
  "%s prints the metadata an answer has",
  async (page) => {
    const printed = /^AIMessage (\{[\s\S]*?^\})/m.exec(await read(page))?.[1] ?? "{}";
    const message = JSON.parse(printed) as { response_metadata: object };
    expect(Object.keys(message.response_metadata)).toEqual(await answerKeys());
  },
);
