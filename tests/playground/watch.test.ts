import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM_PATH, WHY_SKIPPED } from "../browser/chromium.js";
import { expectAccessible, openPlayground, type Playground } from "./playground-page.js";

const MODEL = "accounts/fireworks/models/kimi-k3";

describe.skipIf(CHROMIUM_PATH === undefined)(`an application that is watched${WHY_SKIPPED}`, () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground();
    await playground.page.getByRole("tab", { name: "Watch" }).click();
  });
  afterAll(() => playground.close());
  beforeEach(() => {
    playground.complaints.length = 0;
  });

  /** What an application does: it knows the base URL and nothing of the playground. */
  const send = async (body: object): Promise<string> => {
    const response = await fetch(`${playground.server.url}/inference/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: "Bearer fw_app" },
      body: JSON.stringify({ model: MODEL, ...body }),
    });
    return response.text();
  };
  const row = (text: string) => playground.page.getByRole("option").filter({ hasText: text });
  const detail = () => playground.page.getByRole("region", { name: "Exchange", exact: true });

  test("is told how to come here, and finds its misspelt parameter in the request", async () => {
    const { page, complaints } = playground;
    const guide = page.getByRole("region", { name: "How to begin" });
    expect(await guide.textContent()).toContain(`FIREWORKS_BASE_URL=${playground.server.url}`);
    await page.getByText("● Live").waitFor();
    await send({ messages: [{ role: "user", content: "Hello there" }], max_token: 20 });
    await row("400").click();
    const what = detail().getByRole("region", { name: "What happened" });
    await what.getByText("Refused with status 400").waitFor();
    expect(await what.textContent()).toContain("max_token");
    expect(await what.textContent()).toContain("max_tokens");
    expect(await detail().locator("mark").textContent()).toContain('"max_token": 20');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });

  test("that loses the id of a call sees which message and which id", async () => {
    await send({
      messages: [
        { role: "user", content: "Weather?" },
        {
          role: "assistant",
          tool_calls: [
            { id: "call_7", type: "function", function: { name: "f", arguments: "{}" } },
          ],
        },
        { role: "tool", content: "rain in Lima" },
      ],
    });
    const { page } = playground;
    await page.getByRole("button", { name: "Looks wrong" }).click();
    await page.getByRole("option", { name: /looks wrong/ }).waitFor();
    await page.getByRole("listbox").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const what = detail().getByRole("region", { name: "What happened" });
    await what.getByText("messages[2].tool_call_id").waitFor();
    expect(await what.textContent()).toContain("call_7");
    await page.getByRole("button", { name: "Looks wrong" }).click();
  });

  test("that takes half a stream for the whole is shown where it ended, and by which rule", async () => {
    const { page, server } = playground;
    await page.getByRole("button", { name: "Faults and latency" }).click();
    await page
      .getByRole("combobox", { name: "Fault", exact: true })
      .selectOption("Cut after 5 events");
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByText("applied 0 of 0 matching").waitFor();
    await send({ stream: true, messages: [{ role: "user", content: "Tell me a story" }] });
    await page.getByText("applied 1 of 1 matching, used up").waitFor();
    expect(server.faults).toMatchObject([{ fault: { cutAfterEvents: 5 }, times: 1, applied: 1 }]);
    await row("cut off").click();
    const what = detail().getByRole("region", { name: "What happened" });
    await what.getByText("The answer was cut off before its end").waitFor();
    expect(await what.textContent()).toContain("5 events came");
    expect(await what.textContent()).toContain("no finish_reason and no data: [DONE]");
    expect(await what.textContent()).toContain("Rule 1");
    await page.getByRole("button", { name: "Switch off all" }).click();
    await page.getByText("Nothing: no rule is set.").waitFor();
    expect(server.faults).toEqual([]);
    await expectAccessible(page);
    expect(playground.complaints).toEqual([]);
  });
});
