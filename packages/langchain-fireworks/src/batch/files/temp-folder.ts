import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spoolError } from "./spool-error.js";

/** A folder that is made when the first file is put into it. */
export class TempFolder {
  readonly #parent: string;
  #made: Promise<string> | undefined;

  /** @param parent - where it is made; default: the system's place for such things */
  constructor(parent: string | undefined) {
    this.#parent = parent ?? tmpdir();
  }

  /**
   * The path of a file in it.
   *
   * @throws {@link FireworksConfigurationError} for a place that cannot be written to
   */
  async file(name: string): Promise<string> {
    this.#made ??= this.#make();
    return join(await this.#made, name);
  }

  async #make(): Promise<string> {
    try {
      await mkdir(this.#parent, { recursive: true });
      return await mkdtemp(join(this.#parent, "langchain-fireworks-batch-"));
    } catch (error) {
      throw spoolError(error);
    }
  }

  async remove(): Promise<void> {
    const made = await this.#made?.catch(() => undefined);
    if (made !== undefined) await rm(made, { recursive: true, force: true });
  }
}
