// Where a Fireworks chunk has the text of each kind of stream.

const TEXT_OF = {
  content: (delta) => delta.content,
  logprobs: (delta) => delta.content,
  reasoning: (delta) => delta.reasoning_content,
  tools: (delta) => delta.tool_calls?.[0].function.arguments,
};

export const deltaText = (kind) => TEXT_OF[kind];
