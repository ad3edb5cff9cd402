import { LineSpool } from "../files/line-spool.js";
import type { TempFolder } from "../files/temp-folder.js";
import { readCustomId } from "../handle/custom-id.js";
import type { BatchItem } from "./batch-item.js";
import type { ItemMaker } from "./item-maker.js";
import type { ResultFile } from "./result-files.js";
import { LINE_WEIGHTS, readResultLine } from "./result-line.js";
import type { ResultRow, RowReading } from "./result-rows.js";

/** What items are made with. */
export interface KeptLinesInit<Output> {
  files: readonly ResultFile[];
  reading: RowReading;
  maker: ItemMaker<Output>;
  folder: TempFolder;
}

/** Lines about rows, kept on disk until it is their turn. The file is made for the first one. */
export class KeptLines<Output> {
  readonly #init: KeptLinesInit<Output>;
  #spool: LineSpool | undefined;

  constructor(init: KeptLinesInit<Output>) {
    this.#init = init;
  }

  /** Of several lines about a row the weightiest stays, and of these the first. */
  async add({ key, text, line }: ResultRow, origin: number): Promise<void> {
    this.#spool ??= await this.#create();
    await this.#spool.add(key.index, text, { origin, weight: LINE_WEIGHTS[line.kind] });
  }

  /** To be called before items are asked for. */
  async flush(): Promise<void> {
    await this.#spool?.flush();
  }

  /** The item of a row, whether there is a line about it or not. */
  async item(index: number): Promise<BatchItem<Output>> {
    const { maker, files } = this.#init;
    const text = this.#spool?.get(index);
    const line = text === undefined ? undefined : readResultLine(text);
    if (line === undefined || line.kind === "unreadable") return maker.missing(index);
    const job = files[this.#spool?.originOf(index) ?? 0]?.job;
    return maker.item(readCustomId(line.customId) ?? { index }, line, job);
  }

  async close(): Promise<void> {
    await this.#spool?.close();
  }

  async #create(): Promise<LineSpool> {
    const { folder, reading } = this.#init;
    const range = { firstIndex: 0, lastIndex: reading.handle.rows - 1 };
    return LineSpool.create(await folder.file("answers"), range);
  }
}
