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
  const read = async (tally, options) => {
    for await (const chunk of await chatModel.stream("hi", options)) {
      const text = textOf(chunk);
      if (text) tally.add(text);
    }
  };
  return {
    stream: (tally) => read(tally),
    handled: (tally) => readWithHandler(read, tally),
    added: (tally) => addUp(chatModel, textOf, tally),
    async invoke() {
      const message = await chatModel.invoke("hi");
      return message.content;
    },
  };
}

/** A handler given as an object literal, as most people write it. */
async function readWithHandler(read, tally) {
  let heard = 0;
  const handler = {
    handleLLMNewToken() {
      heard += 1;
    },
  };
  await read(tally, { callbacks: [handler] });
  if (heard < tally.count) throw new Error(`the handler heard ${heard} of ${tally.count} pieces`);
}

/** What an agent's user interface does: it shows the call as far as it is known, at each chunk. */
async function addUp(chatModel, textOf, tally) {
  let sum;
  let shown;
  for await (const chunk of await chatModel.stream("hi")) {
    sum = sum === undefined ? chunk : sum.concat(chunk);
    shown = sum.tool_calls?.[0]?.args;
    const text = textOf(chunk);
    if (text) tally.add(text);
  }
  return shown;
}
