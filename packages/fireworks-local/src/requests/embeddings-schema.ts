import {
  boolean,
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
} from "./shape.js";

/** What a model lets a request say (contract 6.2). */
export interface EmbeddingAbilities {
  /** Numbers of a whole vector. */
  dimensions: number;
  /** Voyage only. */
  inputType: boolean;
}

const INPUT = union({
  str: string,
  "list[str]": list(string),
  "list[list[int]]": list(list(integer)),
  "list[int]": list(integer),
  dict: jsonObject,
  "list[dict]": list(jsonObject),
});

/** The embedding request Fireworks accepts for a model. */
export function embeddingRequestShape({ dimensions, inputType }: EmbeddingAbilities): Shape {
  return object({
    model: required(string),
    input: required(INPUT),
    prompt_template: nullable(string),
    encoding_format: optional(oneOf("float", "base64")),
    dimensions: nullable(integerRange(1, dimensions)),
    return_logits: nullable(list(integer)),
    normalize: nullable(boolean),
    fanout_size: nullable(integer),
    raw_output: nullable(boolean),
    perf_metrics_in_response: nullable(boolean),
    user: nullable(string),
    prompt_cache_key: nullable(string),
    prompt_cache_isolation_key: nullable(string),
    ...(inputType && { input_type: nullable(oneOf("query", "document")) }),
  });
}
