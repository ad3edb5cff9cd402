import type { BatchInputRow } from "fireworks-client/wire";
import type { BaseMessage } from "@langchain/core/messages";
import { messagesFromWire } from "../../convert/messages-from-wire.js";
import { isRecord } from "../../convert/unknown-values.js";
import type { BatchPart } from "../handle/batch-handle.js";
import { readCustomId, type RowKey } from "../handle/custom-id.js";
import { LineSpool } from "../files/line-spool.js";
import { filesOf, type FilesLook } from "./result-files.js";
import { type SteadyReading, steadyLines } from "./steady-lines.js";
import type { TempFolder } from "../files/temp-folder.js";

/** What a row asked. */
export interface BatchRowInput {
  /** The messages of the request. Empty for a row of token ids. */
  messages: BaseMessage[];
  /** The request as it was sent: all but the model, which is the job's. */
  body: BatchInputRow["body"];
}

/** A row as it was sent, and whose it is. */
export interface SentRow extends BatchRowInput {
  key: RowKey;
}

/** How the rows that were sent are found again. */
export interface InputSource {
  /** Of the first attempt: it has all rows. */
  parts: readonly BatchPart[];
  look: FilesLook;
  reading: SteadyReading;
  folder: TempFolder;
}

/**
 * The rows that were sent. A part's file is fetched when the first row of it is asked for, and lies on disk
 * until the reading ends.
 */
export class InputRows {
  readonly #source: InputSource;
  readonly #spools = new Map<BatchPart, Promise<LineSpool | undefined>>();

  constructor(source: InputSource) {
    this.#source = source;
  }

  /** `gone` when the dataset is not there any more, undefined for a row that was never sent. */
  async get(index: number): Promise<SentRow | "gone" | undefined> {
    const part = this.#source.parts.find(
      ({ firstIndex, lastIndex }) => firstIndex <= index && index <= lastIndex,
    );
    if (part === undefined) return undefined;
    const known = this.#spools.get(part) ?? this.#fetch(part);
    this.#spools.set(part, known);
    const spool = await known;
    if (spool === undefined) return "gone";
    const line = spool.get(index);
    return line === undefined ? undefined : sentRow(line);
  }

  async #fetch(part: BatchPart): Promise<LineSpool | undefined> {
    const { look, reading, folder } = this.#source;
    const files = await filesOf(part.inputDataset, look);
    if (files === undefined || files.length === 0) return undefined;
    const spool = await LineSpool.create(await folder.file(part.inputDataset), part);
    for (const file of files) {
      for await (const lines of steadyLines(file, reading)) {
        for (const { text } of lines) {
          const key = keyOfLine(text);
          if (key !== undefined) await spool.add(key.index, text);
        }
      }
    }
    await spool.flush();
    return spool;
  }

  async close(): Promise<void> {
    for (const spool of this.#spools.values()) {
      await spool.then(
        (opened) => opened?.close(),
        () => undefined,
      );
    }
  }
}

/** We wrote these lines: the id comes first, and the rest need not be read to find it. */
function keyOfLine(text: string): RowKey | undefined {
  const [, written] = /^\{"custom_id":("(?:[^"\\]|\\.)*")/.exec(text) ?? [];
  if (written !== undefined) return readCustomId(parsed(written));
  const row = parsed(text);
  return isRecord(row) ? readCustomId(row.custom_id) : undefined;
}

function sentRow(line: string): SentRow | undefined {
  const row = parsed(line);
  const key = isRecord(row) ? readCustomId(row.custom_id) : undefined;
  if (!isRecord(row) || key === undefined || !isRecord(row.body)) return undefined;
  const body = row.body as BatchInputRow["body"];
  return { key, body, messages: "messages" in body ? messagesFromWire(body.messages) : [] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
