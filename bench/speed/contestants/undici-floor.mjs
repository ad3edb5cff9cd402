// The least code that asks without Node's own fetch: what a transport over undici can come to.
import { request } from "undici";

const MESSAGES = [{ role: "user", content: "hi" }];

export function contestant({ baseURL, apiKey, model }) {
  const url = `${baseURL}/chat/completions`;
  const headers = { "content-type": "application/json", authorization: `Bearer ${apiKey}` };
  return {
    async invoke() {
      const body = JSON.stringify({ model, messages: MESSAGES });
      const response = await request(url, { method: "POST", headers, body });
      const answer = await response.body.json();
      return answer.choices[0].message.content;
    },
  };
}
