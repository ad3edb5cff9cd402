import { expect, test } from "vitest";
import { postCompletion } from "../completion.js";
import { local } from "../local.js";

const refusal = async (request: object): Promise<[number, unknown]> => {
  const response = await postCompletion(local(), request);
  return [response.status, await response.json()];
};

const invalid = (message: string): object => ({
  error: {
    object: "error",
    type: "invalid_request_error",
    code: "invalid_request_error",
    message,
  },
});

test.each<[string, object, string]>([
  ["messages", { messages: [] }, "Extra inputs are not permitted, field: 'messages', value: []"],
  ["tools", { tools: [] }, "Extra inputs are not permitted, field: 'tools', value: []"],
  ["best_of", { best_of: 2 }, "Extra inputs are not permitted, field: 'best_of', value: 2"],
  ["a suffix", { suffix: "x" }, "Extra inputs are not permitted, field: 'suffix', value: 'x'"],
  [
    "prompt_truncate_len",
    { prompt_truncate_len: 1 },
    "Extra inputs are not permitted, field: 'prompt_truncate_len', value: 1",
  ],
  ["no prompt", { prompt: undefined }, "Field required, field: 'prompt'"],
  [
    "a prompt that is a number",
    { prompt: 5 },
    "4 request validation errors: Input should be a valid string, field: 'prompt.str', value: 5; " +
      "Input should be a valid list, field: 'prompt.list[str]', value: 5; " +
      "Input should be a valid list, field: 'prompt.list[int]', value: 5; " +
      "Input should be a valid list, field: 'prompt.list[list[int]]', value: 5",
  ],
  [
    "seven log probabilities",
    { top_logprobs: 7 },
    "Input should be less than or equal to 5, field: 'top_logprobs', value: 7",
  ],
  [
    "two limits",
    { max_tokens: 1, max_completion_tokens: 1 },
    "Cannot specify both 'max_tokens' and 'max_completion_tokens'",
  ],
])("%s is refused", async (_, request, message) => {
  expect(await refusal(request)).toEqual([400, invalid(message)]);
});

test("the gateway refuses unknown models and long answers that are not streamed", async () => {
  expect(await refusal({ model: "nobody" })).toEqual([
    404,
    {
      error: {
        message: "Model not found, inaccessible, and/or not deployed",
        param: "model",
        code: "NOT_FOUND",
        type: "error",
      },
    },
  ]);
  expect(await refusal({ max_tokens: 4097 })).toEqual([
    400,
    {
      error: {
        message: "Requests with max_tokens > 4096 must have stream=true",
        param: "max_tokens",
        code: "BAD_REQUEST",
        type: "error",
      },
    },
  ]);
});

test("a prompt beyond the window is refused, whichever of several it is", async () => {
  const tiny = local({ models: [{ id: "accounts/me/models/tiny", contextLength: 8 }] });
  const request = { model: "accounts/me/models/tiny", prompt: ["hi", "a ".repeat(20)] };
  const response = await postCompletion(tiny, request);
  expect([response.status, await response.json()]).toEqual([
    400,
    invalid("The prompt is too long: 22, model maximum context length: 8"),
  ]);
});
