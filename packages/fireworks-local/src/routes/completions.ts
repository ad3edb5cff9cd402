import type { CompletionRequest } from "fireworks-client/wire";
import { textDialect } from "../answers/text-dialect.js";
import { completionRequestRules } from "../requests/completion-request.js";
import { questionsOfCompletion } from "../requests/question.js";
import type { Endpoint } from "../server/call.js";
import { generationEndpoint } from "./generation.js";

/** `POST /completions`: a text is continued, without a chat template. */
export const completions: Endpoint<CompletionRequest> = generationEndpoint({
  path: "/completions",
  rules: completionRequestRules,
  questions: questionsOfCompletion,
  dialect: textDialect,
});
