/** Where the descriptions depart from Fireworks' OpenAPI file on purpose, each with its reason. */
export type Differences = Readonly<Record<string, string>>;

const OWN_LIMIT = "no limit is known; without one a request could keep the server for minutes";
const BUDGET = "contract 2.1: a budget of at least one token";
const FEWEST_CHOICES =
  "contract 2.6: newer docs and models have other words; each model checks its own";

const GENERATION: Differences = {
  "include_routing_matrix is ours alone": "contract 2.1: of the rollout guide, in no public schema",
  "logit_bias{}: at least -100 is ours alone": "contract 2.1: the docs' range",
  "logit_bias{}: at most 100 is ours alone": "contract 2.1: the docs' range",
  "logprobs: at least 0 is ours alone": "their file gives the range 0-5 in words",
  "logprobs: at most 5 is ours alone": "their file gives the range 0-5 in words",
  "max_completion_tokens: at least 1 is ours alone": BUDGET,
  "max_tokens: at least 1 is ours alone": BUDGET,
  "prediction.content[].type: the choice of image_url, text, video_url is ours alone":
    "contract 2.2: the parts there are",
  "reasoning_effort: at least 1 is ours alone": "their file says positive integer in words",
  "reasoning_effort: the choice of high, low, max, medium, none is theirs alone": FEWEST_CHOICES,
  "response_format.type: described by one side only":
    "contract 2.5: a wrong type has a text of its own, so a rule looks at it",
  "sampling_mask is ours alone": "contract 2.1: accepted with 200 by the live API in 2026-06",
  "stop: a list of at most 4 is ours alone": "their file says up to 4 sequences in words",
  "stream_options is ours alone": "contract 2.1: described in their file but not attached",
  "thinking: {type: adaptive} is ours alone": "contract 2.6: newer docs, for MiniMax M3",
};

const TOOL_NAME = "their file gives the 64 letters, digits, dashes and underscores in words";

export const CHAT_DIFFERENCES: Differences = {
  ...GENERATION,
  "functions[].name: the form of the text is ours alone": TOOL_NAME,
  "tools[].function.name: the form of the text is ours alone": TOOL_NAME,
  "messages: a list of at least 1 is ours alone": "contract 2.1",
  "messages: a list of at most 10000 is ours alone": OWN_LIMIT,
  "messages[].content[].type: the choice of image_url, text, video_url is ours alone":
    "contract 2.2: the parts there are",
  "messages[].role: the choice of assistant, system, tool, user is ours alone":
    "contract 2.2: the words of the batch validator",
  "messages[].tool_calls[].type: the choice of function is ours alone":
    "their file says in words that there is no other",
  "tool_choice.function: null is theirs alone": "contract 2.7: a choice names its function",
  "tool_choice.function: required is ours alone": "contract 2.7: a choice names its function",
  "tools[].function: null is theirs alone": "their file requires it in words for function tools",
  "tools[].function: required is ours alone": "their file requires it in words for function tools",
};

/** With the part that only omni models read: contract 2.2, of the audio guide. */
export const AUDIO_DIFFERENCES: readonly string[] = [
  "messages[].content[].audio_url is ours alone",
  "messages[].content[].type: the choice of audio_url, image_url, text, video_url is ours alone",
];

const NO_PROMPT = "an empty list asks nothing; their file is silent";
const TOKEN_ID = "there is no token below 0; their file is silent";

export const COMPLETION_DIFFERENCES: Differences = {
  ...GENERATION,
  "prompt: a list of at least 1 is ours alone": NO_PROMPT,
  "prompt[]: a list of at least 1 is ours alone": NO_PROMPT,
  "prompt[]: at least 0 is ours alone": TOKEN_ID,
  "prompt[][]: at least 0 is ours alone": TOKEN_ID,
};

export const EMBEDDING_DIFFERENCES: Differences = {
  "dimensions: at least 1 is ours alone": "a vector has a number; their file is silent",
  "dimensions: at most 4096 is ours alone":
    "contract 6.2: cut to size, so no larger than the model's",
  "input_type is ours alone": "contract 6.2: newer docs, for Voyage models",
};

export const RERANK_DIFFERENCES: Differences = {
  "closed is ours alone": "contract 11: closed objects at all levels",
  "documents: a list of at least 1 is ours alone": "contract 6.3",
  "documents: a list of at most 10000 is ours alone": OWN_LIMIT,
  "top_n: at least 1 is ours alone": "contract 6.3",
};
