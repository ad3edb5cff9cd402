/** One file of a dataset. */
export interface DatasetFile {
  name: string;
  bytes: Uint8Array;
}

/** Where a line of a file is. */
export interface LinePlace {
  file: DatasetFile;
  /** Counted from 1, as editors do. */
  line: number;
  start: number;
  end: number;
}

const NEWLINE = 10;
const DECODER = new TextDecoder("utf-8", { fatal: true });

/** The lines that are not empty, file by file. Reads as it goes, so that many rows need no list. */
export function* linesOf(files: readonly DatasetFile[]): Generator<LinePlace> {
  for (const file of files) {
    const { bytes } = file;
    let line = 0;
    for (let start = 0; start < bytes.length;) {
      const found = bytes.indexOf(NEWLINE, start);
      const end = found < 0 ? bytes.length : found;
      line += 1;
      if (!isBlank(bytes, start, end)) yield { file, line, start, end };
      start = end + 1;
    }
  }
}

/** The text of a line. Throws a `TypeError` when it is no UTF-8. */
export function textOf({ file, start, end }: LinePlace): string {
  return DECODER.decode(file.bytes.subarray(start, end));
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) > 32) return false;
  return true;
}
