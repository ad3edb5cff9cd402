import type { ChatCompletionRequest } from "fireworks-client/wire";
import { checkChatRules } from "./chat-rules.js";
import { chatRequestShape } from "./chat-schema.js";
import { checkNonStreamCap } from "./non-stream-cap.js";
import type { RequestRules } from "./read-request.js";

export const chatRequestRules: RequestRules<ChatCompletionRequest> = {
  shapeFor: (model) => chatRequestShape({ audio: model?.audioInput === true }),
  findModel: (catalogue, id) => catalogue.findChat(id),
  checkAtGateway: checkNonStreamCap,
  check: (request, model) => checkChatRules(request, model),
};
