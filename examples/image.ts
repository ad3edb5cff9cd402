/** A picture in a message. */
import { HumanMessage } from "@langchain/core/messages";
import { ChatFireworks } from "langchain-fireworks";
import { connect } from "./connect.js";

/** A red square of 16 × 16 pixels, as PNG. */
const RED_SQUARE =
  "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mM4ISdHEmIY1TCqYfhqAADkYgQQ6ZuA8QAAAABJRU5ErkJggg==";

const { fields, close } = await connect();
const llm = new ChatFireworks({
  ...fields,
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
});

const message = await llm.invoke([
  new HumanMessage({
    contentBlocks: [
      { type: "text", text: "What colour is this?" },
      { type: "image", mimeType: "image/png", data: RED_SQUARE },
    ],
  }),
]);
console.log(message.text);

await close();
