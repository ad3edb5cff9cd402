import {
  type Field,
  list,
  nullable,
  oneOf,
  openByType,
  openObject,
  required,
  type Shape,
  string,
  union,
} from "../requests/shape.js";

/** The items a response's input may hold: open objects in Fireworks' file, so other keys pass unread. */

const PART_LIST = list(
  openByType({
    input_text: { text: required(string) },
    output_text: { text: required(string) },
    text: { text: required(string) },
    input_image: { image_url: required(string), detail: nullable(string) },
  }),
);

const TEXTS: Field = nullable(list(openObject({ text: required(string) })));

const CONTENT = union({ str: string, list: PART_LIST });

export const INPUT_ITEM: Shape = openByType(
  {
    message: {
      role: required(oneOf("user", "assistant", "system", "developer")),
      content: required(CONTENT),
    },
    function_call: {
      call_id: required(string),
      name: required(string),
      arguments: required(string),
    },
    function_call_output: { call_id: required(string), output: required(CONTENT) },
    tool_output: { tool_call_id: required(string), output: required(string) },
    reasoning: { summary: TEXTS, content: TEXTS },
  },
  { unnamed: "message" },
);
