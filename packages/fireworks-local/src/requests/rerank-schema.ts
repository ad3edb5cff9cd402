import {
  boolean,
  integerRange,
  list,
  nullable,
  object,
  optional,
  required,
  type Shape,
  string,
} from "./shape.js";

/** No source knows Fireworks' own limit; without one, a request could keep the server for minutes. */
const MOST_DOCUMENTS = 10_000;

/** The rerank request Fireworks accepts (contract 6.3). */
export const RERANK_REQUEST_SHAPE: Shape = object({
  model: nullable(string),
  query: required(string),
  documents: required(list(string, { min: 1, max: MOST_DOCUMENTS })),
  top_n: nullable(integerRange(1)),
  return_documents: optional(boolean),
  task: nullable(string),
});
