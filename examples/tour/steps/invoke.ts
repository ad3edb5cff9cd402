import { expectThat, type Step } from "../step.js";
import { printField } from "../terminal.js";

export const invoke: Step = {
  title: "Invocation: English to French",
  async run({ llm }) {
    const message = await llm.invoke([
      [
        "system",
        "You are a helpful assistant that translates English to French. Translate the user sentence.",
      ],
      ["human", "I love programming."],
    ]);
    printField("content", message.content);
    printField("response_metadata", message.response_metadata);
    printField("usage_metadata", message.usage_metadata);
    printField("id", message.id);
    expectThat(message.text !== "", "a translation");
  },
};
