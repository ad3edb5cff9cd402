import type { CompletionRequest } from "fireworks-client/wire";
import { checkCompletionRules } from "./completion-rules.js";
import { completionRequestShape } from "./completion-schema.js";
import { checkNonStreamCap } from "./non-stream-cap.js";
import type { RequestRules } from "./read-request.js";

export const completionRequestRules: RequestRules<CompletionRequest> = {
  shapeFor: () => completionRequestShape,
  findModel: (catalogue, id) => catalogue.findChat(id),
  checkAtGateway: checkNonStreamCap,
  check: checkCompletionRules,
};
