import { HumanMessage } from "@langchain/core/messages";
import { expectThat, type Step } from "../step.js";
import { printField } from "../terminal.js";

/** A red picture of one pixel. */
const RED_PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

export const image: Step = {
  title: "Image input: a picture beside the text",
  async run({ llm }) {
    const message = await llm.invoke([
      new HumanMessage({
        contentBlocks: [
          { type: "text", text: "What colour is this picture?" },
          { type: "image", mimeType: "image/png", data: RED_PIXEL },
        ],
      }),
    ]);
    printField("content", message.text);
    expectThat(message.text !== "", "an answer about the picture");
  },
};
