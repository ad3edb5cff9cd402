import { expectThat, type Step } from "../step.js";
import { printField } from "../terminal.js";

export const jsonMode: Step = {
  title: "JSON mode: any JSON object",
  async run({ llm }) {
    const message = await llm.invoke(
      "Answer with a JSON object that has the key `colours`, a list of three colours.",
      { responseFormat: { type: "json_object" } },
    );
    const parsed: unknown = JSON.parse(message.text);
    printField("content", message.text);
    expectThat(typeof parsed === "object" && parsed !== null, "a JSON object");
  },
};
