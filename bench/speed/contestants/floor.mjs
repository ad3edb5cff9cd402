// The least code that does the job on this runtime: fetch, split at blank lines, JSON.parse.

const MESSAGES = [{ role: "user", content: "hi" }];

export function contestant({ baseURL, kind, apiKey, model, deltaText }) {
  const textOf = deltaText(kind);
  const url = `${baseURL}/chat/completions`;
  const headers = { "content-type": "application/json", authorization: `Bearer ${apiKey}` };
  const post = (more) =>
    fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify({ model, messages: MESSAGES, ...more }),
    });
  const stream = async (tally) => {
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
  };
  return {
    stream,
    /** Handlers are LangChain's; the floor has none to call. */
    handled: stream,
    /** The arguments as they are known at the end: nobody can show less. */
    async added(tally) {
      let text = "";
      await stream({
        add(piece) {
          text += piece;
          tally.add(piece);
        },
      });
      return JSON.parse(text);
    },
    async invoke() {
      const response = await post({});
      const answer = await response.json();
      return answer.choices[0].message.content;
    },
  };
}
