import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that is made when the first file is put into it. */
export class TempFolder {
  readonly #parent: string;
  #made: Promise<string> | undefined;

  /** @param parent - where it is made; default: the system's place for such things */
  constructor(parent: string | undefined) {
    this.#parent = parent ?? tmpdir();
  }

  async file(name: string): Promise<string> {
    this.#made ??= this.#make();
    return join(await this.#made, name);
  }

  async #make(): Promise<string> {
    await mkdir(this.#parent, { recursive: true });
    return mkdtemp(join(this.#parent, "langchain-fireworks-batch-"));
  }

  async remove(): Promise<void> {
    if (this.#made !== undefined) await rm(await this.#made, { recursive: true, force: true });
  }
}
