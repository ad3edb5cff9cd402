// The least code that does the job on this runtime: fetch, split at blank lines, JSON.parse.

const MESSAGES = [{ role: "user", content: "hi" }];

export function contestant({ baseURL, kind, apiKey, model, deltaText }) {
  const textOf = deltaText(kind);
  const post = (more) =>
    fetch(`${baseURL}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ model, messages: MESSAGES, ...more }),
    });
  return {
    async stream(tally) {
      const response = await post({ stream: true });
      const decoder = new TextDecoder();
      let rest = "";
      for await (const bytes of response.body) {
        const events = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
        rest = events.pop();
        for (const event of events) {
          if (event === "data: [DONE]") continue;
          const delta = JSON.parse(event.slice(6)).choices[0]?.delta;
          const text = delta && textOf(delta);
          if (text) tally.add(text);
        }
      }
    },
  };
}
