// How everybody who offers a LangChain chat model is read. One file, so that all are read alike.

const TEXT_OF = {
  content: (chunk) => chunk.content,
  logprobs: (chunk) => chunk.content,
  reasoning: (chunk) => chunk.additional_kwargs.reasoning_content,
  tools: (chunk) => chunk.tool_call_chunks?.[0]?.args,
};

/** What can be asked of a chat model, or of one with tools bound to it. */
export function langchainReader({ chatModel, kind }) {
  const textOf = TEXT_OF[kind];
  return {
    async stream(tally) {
      for await (const chunk of await chatModel.stream("hi")) {
        const text = textOf(chunk);
        if (text) tally.add(text);
      }
    },
  };
}
