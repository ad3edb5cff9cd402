import { JournalReader } from "../journal/journal-reader.js";
import type { JournalLine } from "../journal/journal-row.js";
import type { AppContext, Server } from "../server/app-context.js";
import { askedNumber } from "./asked-number.js";

/**
 * The rows of the journal as they arrive and change, one JSON text a line, until the client leaves or the
 * server closes. What is not read is not made.
 */
export function liveJournal({ scopes }: Server, context: AppContext): Response {
  const { feed, rows } = scopes;
  const { run = feed.run } = context.req.query();
  // Revisions of another run say nothing here.
  const after = run === feed.run ? askedNumber(context, "after") : 0;
  const reader = new JournalReader(feed, rows, after);
  const begin: JournalLine = {
    kind: "begin",
    run: feed.run,
    revision: feed.revision,
    ...(after > 0 && { held: feed.seqs() }),
  };
  let isLeft = false;
  const encoder = new TextEncoder();
  const encode = (lines: readonly JournalLine[]): Uint8Array =>
    encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encode([begin])),
      async pull(controller) {
        const lines = await reader.next();
        if (lines.length > 0) controller.enqueue(encode(lines));
        else if (!isLeft) controller.close();
      },
      cancel() {
        isLeft = true;
        reader.end();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { "content-type": "application/x-ndjson", "cache-control": "no-store" };
  return new Response(body, { headers });
}
