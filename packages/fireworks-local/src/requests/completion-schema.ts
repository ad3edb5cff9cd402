import { GENERATION_KEYS } from "./generation-schema.js";
import {
  integerRange,
  list,
  nullable,
  object,
  required,
  type Shape,
  string,
  union,
} from "./shape.js";

const TOKEN_IDS = list(integerRange(0), { min: 1 });

/** The text completion request Fireworks accepts: section 6.1 of the contract. */
export const completionRequestShape: Shape = object({
  ...GENERATION_KEYS,
  prompt: required(
    union({
      str: string,
      "list[str]": list(string, { min: 1 }),
      "list[int]": TOKEN_IDS,
      "list[list[int]]": list(TOKEN_IDS, { min: 1 }),
    }),
  ),
  images: nullable(union({ "list[str]": list(string), "list[list[str]]": list(list(string)) })),
});
