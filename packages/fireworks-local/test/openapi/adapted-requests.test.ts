import { expect, test } from "vitest";
import { MESSAGES_REQUEST_SHAPE } from "../../src/messages/messages-schema.js";
import { RESPONSE_REQUEST_SHAPE } from "../../src/responses/response-schema.js";
import { compareShape } from "./compare-shape.js";
import type { Differences } from "./inference-differences.js";
import { messagesSchemas, responsesSchemas } from "./request-schemas.generated.js";

const BYTES = "base64 is read by the model alone; no source says that anybody looks at it before";
const OWN_LIMIT = "no limit is known; without one a request could keep the server for minutes";

const MESSAGES: Differences = {
  "messages: a list of at least 1 is ours alone": "nothing is asked without one",
  "messages: a list of at most 10000 is ours alone": OWN_LIMIT,
  "messages[].content[].content[].source.content[].source.data: the formats differ": BYTES,
  "messages[].content[].content[].source.data: the formats differ": BYTES,
  "messages[].content[].source.content[].source.data: the formats differ": BYTES,
  "messages[].content[].source.data: the formats differ": BYTES,
  "service_tier is ours alone": "contract 6.4: worked by 2026-07, newer than their file",
};

const NEWER = "contract 6.4: of newer docs, or observed";
const READ = "their file says any object; what is read of it is described, other keys pass";
const WORDS = "their file gives it in words";

const RESPONSES: Differences = {
  "background is ours alone": NEWER,
  "closed is ours alone": "contract 11: closed objects",
  "include is ours alone": NEWER,
  "input: a list of described objects is ours alone": READ,
  "input: a list of objects is theirs alone": READ,
  "max_output_tokens: at least 1 is ours alone": WORDS,
  "prompt_cache_key is ours alone": NEWER,
  "reasoning: an object is ours alone": READ,
  "reasoning: any object is theirs alone": READ,
  "service_tier is ours alone": NEWER,
  "text: an object is ours alone": READ,
  "text: any object is theirs alone": READ,
  "tool_choice: any object is theirs alone": READ,
  "tool_choice: the choice of auto, none, required is ours alone": WORDS,
  "tool_choice: {type: function} is ours alone": "contract 6.4: the flat form",
  "tools: a list of described objects is ours alone": READ,
  "tools: a list of objects is theirs alone": READ,
  "top_logprobs is ours alone": NEWER,
  "truncation: the choice of auto, disabled is ours alone": WORDS,
};

test("what we say of a message is what Fireworks says, but for listed differences", () => {
  const found = compareShape(
    MESSAGES_REQUEST_SHAPE,
    { $ref: "AnthropicCreateMessageParams" },
    messagesSchemas,
  );
  expect(found).toEqual(Object.keys(MESSAGES).toSorted());
});

test("what we say of a response is what Fireworks says, but for listed differences", () => {
  const found = compareShape(RESPONSE_REQUEST_SHAPE, { $ref: "CreateResponse" }, responsesSchemas);
  expect(found).toEqual(Object.keys(RESPONSES).toSorted());
});
