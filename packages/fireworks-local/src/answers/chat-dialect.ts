import { chatChoiceWriter } from "./chat-chunks.js";
import { toChatResponse } from "./chat-response.js";
import { writeChunks } from "./chunks.js";
import type { Dialect } from "./dialect.js";

/** `/chat/completions`. */
export const chatDialect: Dialect = {
  endpoint: "chat",
  idPrefix: "chatcmpl-",
  sayable: (answer) => answer,
  whole: toChatResponse,
  chunks: (reply, usagePlace) => writeChunks(reply, chatChoiceWriter, usagePlace),
};
