import { FireworksClient } from "fireworks-client";
import { undiciFetch } from "fireworks-client/undici";

const MESSAGES = [{ role: "user", content: "hi" }];

export function contestant({ baseURL, apiKey, model }) {
  const client = new FireworksClient({ apiKey, baseURL, fetch: undiciFetch() });
  return {
    async invoke() {
      const answer = await client.chat.completions.create({ model, messages: MESSAGES });
      return answer.choices[0].message.content;
    },
  };
}
