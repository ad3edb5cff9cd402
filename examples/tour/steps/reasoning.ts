import { ChatFireworks } from "langchain-fireworks";
import { expectThat, type Step } from "../step.js";
import { paint, print, printField, printPiece } from "../terminal.js";

export const reasoning: Step = {
  title: "Reasoning: what a model thinks, apart from what it says",
  async run({ fields }) {
    const llm = new ChatFireworks({
      ...fields,
      model: "accounts/fireworks/models/glm-5p3",
      reasoningEffort: "high",
    });
    let thoughts = "";
    let text = "";
    printPiece("    ");
    for await (const chunk of await llm.stream("What is 25 * 37?")) {
      for (const block of chunk.contentBlocks) {
        if (block.type === "reasoning") {
          thoughts += block.reasoning;
          printPiece(paint("dim", block.reasoning));
        }
      }
      if (text === "" && chunk.text !== "") printPiece(" → ");
      text += chunk.text;
      printPiece(chunk.text);
    }
    print();
    printField("accepted efforts", llm.profile.reasoningEffortLevels);
    expectThat(thoughts !== "" && text !== "", "thoughts and an answer");
  },
};
