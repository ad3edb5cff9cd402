import type { FireworksLocal } from "fireworks-local";
import type { JournalLine, JournalRow } from "../../src/admin/admin-answers.js";

/** Follows the journal line by line, as the playground does. */
export class FollowedJournal {
  readonly rows = new Map<number, JournalRow>();
  readonly lines: JournalLine[] = [];
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #rest = "";

  constructor({ body }: Response) {
    if (body === null) throw new Error("no body");
    this.#reader = body.getReader();
  }

  static async of(server: FireworksLocal, query = ""): Promise<FollowedJournal> {
    return new FollowedJournal(await server.fetch(`${server.url}/_local/journal/live${query}`));
  }

  /** Reads on until it holds. */
  async until(holds: (journal: this) => boolean): Promise<void> {
    while (!holds(this)) if (!(await this.#read())) throw new Error("The journal ended.");
  }

  /** Reads to the end. */
  async rest(): Promise<void> {
    while (await this.#read());
  }

  leave(): Promise<void> {
    return this.#reader.cancel();
  }

  async #read(): Promise<boolean> {
    const { done, value } = await this.#reader.read();
    if (done) return false;
    const lines = (this.#rest + this.#decoder.decode(value, { stream: true })).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#take(JSON.parse(line) as JournalLine);
    return true;
  }

  #take(line: JournalLine): void {
    this.lines.push(line);
    if (line.kind === "row") this.rows.set(line.row.seq, line.row);
    if (line.kind === "gone") for (const seq of line.seqs) this.rows.delete(seq);
    if (line.kind === "begin" && line.held !== undefined)
      for (const seq of this.rows.keys()) if (!line.held.includes(seq)) this.rows.delete(seq);
  }
}
