import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HOSTILE_ANSWERS } from "../../packages/fireworks-local/test/playground/talk/hostile-answers.js";
import { CHROMIUM_PATH, WHY_SKIPPED } from "../browser/chromium.js";
import { expectAccessible, openPlayground, type Playground } from "./playground-page.js";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe.skipIf(CHROMIUM_PATH === undefined)(`talking in the playground${WHY_SKIPPED}`, () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground({
      scripts: [
        { when: { user: "be hostile" }, answer: { content: HOSTILE_ANSWERS.join("\n\n") } },
        {
          when: { user: "markdown" },
          answer: {
            content: `# Top\n\n- **a**\n- [b](https://b.example/x)\n\n\`\`\`\n${"a long line ".repeat(60)}\n\`\`\``,
          },
        },
      ],
      faults: [{ match: { body: "break" }, fault: { cutAfterEvents: 12 } }],
    });
  });
  afterAll(() => playground.close());
  beforeEach(async () => {
    const { page } = playground;
    await page.reload();
    await page.getByRole("textbox", { name: "Message" }).waitFor();
  });

  const say = async (text: string): Promise<void> => {
    await playground.page.getByRole("textbox", { name: "Message" }).fill(text);
    await playground.page.keyboard.press("Enter");
  };
  const answers = () => playground.page.getByRole("article", { name: "Answer", exact: true });
  const done = async (): Promise<void> => {
    await playground.page.getByRole("button", { name: "Ask again" }).last().waitFor();
  };
  const sent = () => playground.server.requests.at(-1)?.body as { messages: object[] };

  test("a first message is answered, edited and asked again, and the history is what the wire wants", async () => {
    const { page } = playground;
    await say("markdown");
    await answers().getByRole("heading", { name: "Top", level: 3 }).waitFor();
    await done();
    await expectAccessible(page);
    const link = answers().getByRole("link");
    expect(await link.textContent()).toBe("b (b.example)");
    expect(await link.getAttribute("rel")).toContain("noopener");
    await say("and now?");
    await answers().nth(1).getByText("and now?").waitFor();
    expect(sent().messages.map((message) => Reflect.get(message, "role"))).toEqual([
      "user",
      "assistant",
      "user",
    ]);
    await page.getByRole("button", { name: "Edit" }).first().click();
    await page.getByRole("textbox", { name: "Edit the message" }).fill("something else");
    await page.keyboard.press("Enter");
    await answers().getByText("something else").waitFor();
    expect(await answers().count()).toBe(1);
    await page.getByRole("button", { name: "New conversation" }).click();
    expect(await answers().count()).toBe(0);
  });

  test("a hostile answer changes nothing, asks nothing, and runs nothing", async () => {
    const { page, complaints } = playground;
    await say("be hostile");
    await done();
    expect(await page.evaluate(() => Reflect.get(window, "hit"))).toBeUndefined();
    const found = await answers()
      .locator(".markdown")
      .evaluate((root) =>
        [...root.querySelectorAll("*")].flatMap((element) => [
          element.tagName,
          ...element.getAttributeNames(),
        ]),
      );
    const allowed =
      "DIV SPAN P BR HR H3 H4 H5 H6 STRONG EM DEL CODE PRE BLOCKQUOTE UL OL LI TABLE THEAD TBODY TR TH TD A class href rel target start";
    const known = new Set(allowed.split(" "));
    expect(found.filter((name) => !known.has(name))).toEqual([]);
    const hrefs = await answers()
      .getByRole("link")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    expect(hrefs.filter((href) => !/^(https?|mailto):/.test(href ?? ""))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("a tool answers by its table, and another by hand", async () => {
    const { page } = playground;
    await page.getByRole("button", { name: /answers by itself/ }).click();
    await page.getByText("by the tool's table").waitFor();
    await answers().nth(1).getByText("get_weather answered").waitFor();
    await page.getByRole("button", { name: "New conversation" }).click();
    await page.getByRole("button", { name: /by hand/ }).click();
    await page.getByRole("textbox", { name: /Result of multiply/ }).fill("42");
    await page.getByRole("button", { name: "Send the result" }).click();
    await answers().nth(1).getByText("multiply answered: 42").waitFor();
    expect(sent().messages.at(-1)).toMatchObject({ role: "tool", content: "42" });
    await expectAccessible(page);
  });

  test("tokens show what else might have stood there, by the mouse and by the keyboard", async () => {
    const { page, complaints } = playground;
    await page.getByRole("button", { name: /Look at the tokens/ }).click();
    await done();
    const popover = page.getByRole("tooltip");
    await page.locator("[data-at='3']").hover();
    expect(await popover.getByRole("row").count()).toBe(6);
    await page.mouse.move(0, 0);
    await popover.waitFor({ state: "hidden" });
    await page.locator("[data-at='0']").focus();
    await page.keyboard.press("ArrowRight");
    expect(
      await page.locator("[data-at='1']").evaluate((token) => token === document.activeElement),
    ).toBe(true);
    await popover.getByText("%").first().waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    expect(complaints).toEqual([]);
  });

  test("pictures go with the message, and a kind that would be refused is told", async () => {
    const { page } = playground;
    const chooser = page.getByLabel("Add pictures");
    await chooser.setInputFiles({ name: "a.webp", mimeType: "image/webp", buffer: PIXEL });
    await page.getByText("a.webp is image/webp").waitFor();
    await chooser.setInputFiles({ name: "dot.png", mimeType: "image/png", buffer: PIXEL });
    await page.getByRole("img", { name: "dot.png" }).waitFor();
    await page.getByRole("textbox", { name: "Message" }).fill("What is it?");
    // What is begun stays while somebody looks at the journal.
    await page.getByRole("tab", { name: "Watch" }).click();
    await page.getByRole("region", { name: "Journal" }).waitFor();
    await page.getByRole("tab", { name: "Talk" }).click();
    await page.getByRole("img", { name: "dot.png" }).waitFor();
    await page.getByRole("textbox", { name: "Message" }).press("Enter");
    await answers().getByText("1 image arrived (image/png)").waitFor();
    expect(JSON.stringify(sent().messages)).toContain("What is it?");
  });

  test("a stream that breaks keeps what came, and says what happened", async () => {
    const { page } = playground;
    await say("break");
    await page.locator(".failure").getByText("Error").first().waitFor();
    expect((await answers().locator(".markdown").textContent())?.length).toBeGreaterThan(3);
  });
});
