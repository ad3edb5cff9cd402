import { FireworksClient } from "fireworks-client";

const MESSAGES = [{ role: "user", content: "hi" }];

export function contestant({ baseURL, kind, apiKey, model, deltaText }) {
  const textOf = deltaText(kind);
  const client = new FireworksClient({ apiKey, baseURL });
  return {
    async stream(tally) {
      const request = { model, messages: MESSAGES, stream: true };
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
