import { ChatPromptTemplate } from "@langchain/core/prompts";
import { expectThat, type Step } from "../step.js";
import { printField } from "../terminal.js";

export const chain: Step = {
  title: "Chaining: a prompt template, English to German",
  async run({ llm }) {
    const prompt = ChatPromptTemplate.fromMessages([
      [
        "system",
        "You are a helpful assistant that translates {input_language} to {output_language}.",
      ],
      ["human", "{input}"],
    ]);
    const message = await prompt.pipe(llm).invoke({
      input_language: "English",
      output_language: "German",
      input: "I love programming.",
    });
    printField("content", message.content);
    printField("usage_metadata", message.usage_metadata);
    expectThat(message.text !== "", "a translation");
  },
};
