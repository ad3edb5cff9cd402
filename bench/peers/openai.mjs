import OpenAI from "openai";

const MESSAGES = [{ role: "user", content: "hi" }];

export function contestant({ baseURL, kind, apiKey, model, tool, deltaText }) {
  const textOf = deltaText(kind);
  const client = new OpenAI({ apiKey, baseURL });
  const more = {
    ...(kind === "logprobs" ? { logprobs: true, top_logprobs: 5 } : {}),
    ...(kind === "tools" ? { tools: [tool] } : {}),
  };
  return {
    async stream(tally) {
      const request = { model, messages: MESSAGES, stream: true, ...more };
      for await (const chunk of await client.chat.completions.create(request)) {
        const delta = chunk.choices[0]?.delta;
        const text = delta && textOf(delta);
        if (text) tally.add(text);
      }
    },
    async invoke() {
      const answer = await client.chat.completions.create({ model, messages: MESSAGES });
      return answer.choices[0].message.content;
    },
  };
}
