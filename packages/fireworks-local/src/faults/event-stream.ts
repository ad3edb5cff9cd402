/** Each event of a stream with the blank line that ends it, wherever the bytes were cut. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let open = "";
  for await (const bytes of body) {
    open += decoder.decode(bytes, { stream: true });
    const events = open.split(BEHIND_BLANK_LINE);
    open = events.pop() ?? "";
    yield* events;
  }
  open += decoder.decode();
  if (open !== "") yield open;
}

const BEHIND_BLANK_LINE = /(?<=\n\n|\r\n\r\n|\r\r)(?=.|$)/s;
