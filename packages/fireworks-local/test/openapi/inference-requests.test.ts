import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSchemas, REQUEST_SCHEMAS } from "../../../../scripts/request-schemas.mjs";
import { ROOT } from "../../../../scripts/run-command.mjs";
import { chatRequestShape } from "../../src/requests/chat-schema.js";
import { completionRequestShape } from "../../src/requests/completion-schema.js";
import { embeddingRequestShape } from "../../src/requests/embeddings-schema.js";
import { GENERATION_KEYS } from "../../src/requests/generation-schema.js";
import { RERANK_REQUEST_SHAPE } from "../../src/requests/rerank-schema.js";
import { nullable, object, type Shape, string } from "../../src/requests/shape.js";
import { compareShape } from "./compare-shape.js";
import {
  AUDIO_DIFFERENCES,
  CHAT_DIFFERENCES,
  COMPLETION_DIFFERENCES,
  type Differences,
  EMBEDDING_DIFFERENCES,
  RERANK_DIFFERENCES,
} from "./inference-differences.js";
import { gatewaySchemas, inferenceSchemas } from "./request-schemas.generated.js";

function compare(shape: Shape, name: string): string[] {
  return compareShape(shape, { $ref: name }, inferenceSchemas);
}

const CHAT = chatRequestShape({ audio: false });

test.each<[string, Shape, Differences]>([
  ["ChatCompletionRequest", CHAT, CHAT_DIFFERENCES],
  ["CompletionRequest", completionRequestShape, COMPLETION_DIFFERENCES],
  [
    "EmbeddingRequest",
    embeddingRequestShape({ dimensions: 4096, inputType: true }),
    EMBEDDING_DIFFERENCES,
  ],
  ["RerankRequestBody", RERANK_REQUEST_SHAPE, RERANK_DIFFERENCES],
])(
  "what we say of a %s is what Fireworks says, but for listed differences",
  (name, shape, listed) => {
    expect(compare(shape, name)).toEqual(Object.keys(listed).toSorted());
  },
);

test("stream_options, which no request of theirs has, is described as they describe it", () => {
  const { stream_options: field } = GENERATION_KEYS;
  expect(field && compare(field.shape, "StreamOptions")).toEqual([]);
});

test("omni models read one more part", () => {
  const found = compare(chatRequestShape({ audio: true }), "ChatCompletionRequest");
  expect(found.filter((text) => !(text in CHAT_DIFFERENCES))).toEqual(AUDIO_DIFFERENCES);
});

test("a model that takes no input_type has no such key", () => {
  const shape = embeddingRequestShape({ dimensions: 4096, inputType: false });
  expect(compare(shape, "EmbeddingRequest").join()).not.toContain("input_type");
});

describe("the comparison", () => {
  const keys = CHAT.kind === "object" ? CHAT.keys : {};

  test.each(Object.keys(keys).filter((key) => !(`${key} is ours alone` in CHAT_DIFFERENCES)))(
    "misses %s",
    (key) => {
      const { [key]: _left, ...others } = keys;
      expect(compare(object(others), "ChatCompletionRequest")).toContain(`${key} is theirs alone`);
      const changed = object({
        ...others,
        [key]: nullable(object({ invented: nullable(string) })),
      });
      const found = compare(changed, "ChatCompletionRequest");
      expect(
        found.filter((text) => text.startsWith(key) && !(text in CHAT_DIFFERENCES)),
      ).not.toEqual([]);
    },
  );
});

const FILES = join(ROOT, "../shared/openapi");

test
  .skipIf(!existsSync(FILES))
  .each([["inference", inferenceSchemas] as const, ["gateway", gatewaySchemas] as const])(
  "the committed schemas of %s are those of the file beside the repository",
  (name, schemas) => {
    const { file, roots } = REQUEST_SCHEMAS[name];
    expect(readSchemas(readFileSync(join(FILES, file), "utf8"), roots)).toEqual(schemas);
  },
);
