/** The lines of a body while it comes, in batches of what came together. Blank lines are left out. */
export async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string[]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (
        rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))
      ).split("\n");
      rest = done ? "" : (lines.pop() ?? "");
      const whole = lines.filter((line) => line.trim() !== "");
      if (whole.length > 0) yield whole;
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
