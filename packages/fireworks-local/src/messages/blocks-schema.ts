import {
  boolean,
  byType,
  type Field,
  integer,
  integerRange,
  jsonObject,
  list,
  nullable,
  object,
  oneOf,
  optional,
  required,
  type Shape,
  string,
  union,
} from "../requests/shape.js";

/** The blocks a message's content may have: the Messages file of contract 6.5, key by key. */

const filled = (maxLength?: number): Shape => ({
  kind: "string",
  minLength: 1,
  ...(maxLength === undefined ? {} : { maxLength }),
});

const ID: Shape = { kind: "string", pattern: /^[a-zA-Z0-9_-]+$/ };

/** Accepted without effect: prompts are cached by themselves. */
const CACHE_CONTROL: Field = nullable(byType({ ephemeral: { ttl: optional(oneOf("5m", "1h")) } }));

/** Where in a document the cited text stands. */
const CITED_DOCUMENT: Record<string, Field> = {
  cited_text: required(string),
  document_index: required(integerRange(0)),
  document_title: { ...nullable(filled(255)), required: true },
};

const CITATION = byType({
  char_location: {
    ...CITED_DOCUMENT,
    start_char_index: required(integerRange(0)),
    end_char_index: required(integer),
  },
  page_location: {
    ...CITED_DOCUMENT,
    start_page_number: required(integerRange(1)),
    end_page_number: required(integer),
  },
  content_block_location: {
    ...CITED_DOCUMENT,
    start_block_index: required(integerRange(0)),
    end_block_index: required(integer),
  },
  web_search_result_location: {
    cited_text: required(string),
    encrypted_index: required(string),
    title: { ...nullable(filled(512)), required: true },
    url: required(filled(2048)),
  },
  search_result_location: {
    cited_text: required(string),
    search_result_index: required(integerRange(0)),
    source: required(string),
    start_block_index: required(integerRange(0)),
    end_block_index: required(integer),
    title: { ...nullable(string), required: true },
  },
});

const TEXT: Record<string, Field> = {
  text: required(filled()),
  cache_control: CACHE_CONTROL,
  citations: nullable(list(CITATION)),
};

const IMAGE: Record<string, Field> = {
  source: required(
    byType({
      base64: {
        data: required(string),
        media_type: required(oneOf("image/jpeg", "image/png", "image/gif", "image/webp")),
      },
      url: { url: required(string) },
    }),
  ),
  cache_control: CACHE_CONTROL,
};

const DOCUMENT: Record<string, Field> = {
  source: required(
    byType({
      base64: { data: required(string), media_type: required(oneOf("application/pdf")) },
      text: { data: required(string), media_type: required(oneOf("text/plain")) },
      content: {
        content: required(union({ str: string, list: list(byType({ text: TEXT, image: IMAGE })) })),
      },
      url: { url: required(string) },
    }),
  ),
  cache_control: CACHE_CONTROL,
  citations: nullable(object({ enabled: optional(boolean) })),
  context: nullable(filled()),
  title: nullable(filled(500)),
};

const TOOL_RESULT_CONTENT = union({
  str: string,
  list: list(byType({ text: TEXT, image: IMAGE, document: DOCUMENT })),
});

export const TEXT_BLOCK: Shape = byType({ text: TEXT });

export const INPUT_BLOCK: Shape = byType({
  text: TEXT,
  image: IMAGE,
  document: DOCUMENT,
  thinking: { thinking: required(string), signature: required(string) },
  redacted_thinking: { data: required(string) },
  tool_use: {
    id: required(ID),
    name: required(filled(200)),
    input: required(jsonObject),
    cache_control: CACHE_CONTROL,
  },
  tool_result: {
    tool_use_id: required(ID),
    content: optional(TOOL_RESULT_CONTENT),
    is_error: optional(boolean),
    cache_control: CACHE_CONTROL,
  },
});
