import type { ChatCompletionRequest } from "fireworks-client/wire";
import { chatDialect } from "../answers/chat-dialect.js";
import { chatRequestRules } from "../requests/chat-request.js";
import { questionOfChat } from "../requests/question.js";
import type { Endpoint } from "../server/call.js";
import { generationEndpoint } from "./generation.js";

/** `POST /chat/completions`. */
export const chatCompletions: Endpoint<ChatCompletionRequest> = generationEndpoint({
  path: "/chat/completions",
  rules: chatRequestRules,
  questions: questionOfChat,
  dialect: chatDialect,
});
