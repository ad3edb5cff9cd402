import { open } from "node:fs/promises";

/** Column names are found in so many bytes. */
const HEAD_BYTES = 64 * 1024;

const QUOTED = /"(?:[^"]|"")*"?/g;

/**
 * What stands between the columns of a CSV file: a comma, or where the line of names has none a semicolon
 * or a tab, as spreadsheets write them in many countries.
 */
export async function delimiterOf(file: string): Promise<string> {
  const names = firstLine(await headOf(file)).replaceAll(QUOTED, "");
  return [",", ";", "\t"].find((delimiter) => names.includes(delimiter)) ?? ",";
}

async function headOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const isUtf16 = buffer[0] === 0xff && buffer[1] === 0xfe;
    return buffer.toString(isUtf16 ? "utf16le" : "utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** A name may hold the end of a line. */
function firstLine(text: string): string {
  const [line = ""] =
    /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.replace(/^\uFEFF/, "").trimStart()) ?? [];
  return line;
}
