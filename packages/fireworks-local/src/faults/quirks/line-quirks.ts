/** One event on its way: its text with the blank line that ends it. */
export type LineQuirk = () => (event: string) => string;

export type LineQuirkName =
  | "byte-order-mark"
  | "crlf-lines"
  | "cr-lines"
  | "event-names"
  | "event-ids"
  | "no-space-after-colon"
  | "split-data-lines"
  | "ping-events"
  | "done-missing"
  | "done-duplicated"
  | "text-after-done"
  | "last-blank-line-missing";

const DONE = /^data: ?\[DONE\]/m;

const always =
  (change: (event: string) => string): LineQuirk =>
  () =>
    change;

/** Other ways to write the lines of an event stream. All but the last five are within its standard. */
export const LINE_QUIRKS: Readonly<Record<LineQuirkName, LineQuirk>> = {
  "byte-order-mark": () => {
    let mark = "\uFEFF";
    return (event) => {
      const marked = `${mark}${event}`;
      mark = "";
      return marked;
    };
  },
  "crlf-lines": always((event) => event.replaceAll("\n", "\r\n")),
  "cr-lines": always((event) => event.replaceAll("\n", "\r")),
  "event-names": always((event) => `event: message\n${event}`),
  "event-ids": () => {
    let id = 0;
    return (event) => `id: ${id++}\nretry: 3000\n${event}`;
  },
  "no-space-after-colon": always((event) => event.replaceAll(/^data: /gm, "data:")),
  "split-data-lines": always(splitData),
  /** An event of another name before each. */
  "ping-events": always((event) => `event: ping\ndata: {"type": "ping"}\n\n${event}`),
  "done-missing": always((event) => (DONE.test(event) ? "" : event)),
  "done-duplicated": always((event) => (DONE.test(event) ? event + event : event)),
  "text-after-done": always((event) =>
    DONE.test(event)
      ? `${event}data: {"choices":[{"index":0,"delta":{"content":"late"}}]}\n\n`
      : event,
  ),
  "last-blank-line-missing": always((event) =>
    DONE.test(event) ? event.replace(/\n+$/, "") : event,
  ),
};

/** A `data:` line for each line of the same JSON, indented. */
function splitData(event: string): string {
  const json = /^data: ?(\{.*)$/m.exec(event)?.[1];
  if (json === undefined) return event;
  try {
    const lines = JSON.stringify(JSON.parse(json), null, 1).split("\n");
    return `${lines.map((line) => `data: ${line}`).join("\n")}\n\n`;
  } catch {
    return event;
  }
}
