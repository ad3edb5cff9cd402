export interface ReferenceEvent {
  name: string;
  data: string;
  terminated: boolean;
}

const [LINE_FEED, RETURN] = [0x0a, 0x0d];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** The lines of a stream, byte by byte. What follows the last line end is a line too. */
function linesOf(bytes: Uint8Array): string[] {
  const marked = BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte);
  const lines: string[] = [];
  let line: number[] = [];
  for (let at = marked ? 3 : 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte !== LINE_FEED && byte !== RETURN) {
      line.push(byte);
      continue;
    }
    if (byte === RETURN && bytes[at + 1] === LINE_FEED) at += 1;
    lines.push(textOf(line));
    line = [];
  }
  if (line.length > 0) lines.push(textOf(line));
  return lines;
}

/** A line end is one byte in UTF-8, whatever is wrong before it: each line can be decoded by itself. */
const textOf = (bytes: number[]): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));

/**
 * WHATWG HTML, section 9.2.6, step by step and slow. Beyond it, as the decoder promises: an event named
 * "error" needs no data, and what the end of the body cuts off is handed out, marked.
 */
export function referenceEvents(bytes: Uint8Array): ReferenceEvent[] {
  const events: ReferenceEvent[] = [];
  let data = "";
  let name = "";
  const dispatch = (terminated: boolean): void => {
    if (data !== "") events.push({ name, data: data.slice(0, -1), terminated });
    else if (terminated && name === "error") events.push({ name, data, terminated });
    data = "";
    name = "";
  };
  for (const line of linesOf(bytes)) {
    if (line === "") {
      dispatch(true);
      continue;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    let value = colon < 0 ? "" : line.slice(colon + 1);
    if (value.startsWith(" ")) value = value.slice(1);
    if (field === "event") name = value;
    if (field === "data") data += `${value}\n`;
  }
  dispatch(false);
  return events;
}
