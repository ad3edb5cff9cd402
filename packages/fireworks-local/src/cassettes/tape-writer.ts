import { type Cassette, textOf } from "./cassette.js";
import { cassetteName, folderName } from "./file-name.js";
import type { Normaliser } from "./normalise.js";
import { readCassette } from "./read-cassette.js";
import { toTape } from "./tape.js";
import { writeCassette } from "./write-cassette.js";

const ENDINGS = ["yaml", "json"] as const;

/** Writes recordings into a folder: whole files only, and none that says what was there before. */
export class TapeWriter {
  readonly #dir: string;
  readonly #normaliser: Normaliser;
  readonly #repeats: "number" | "replace";
  /** By scope and request: how often it was written in this run, and the last of them. */
  readonly #written = new Map<string, { count: number; last: Cassette }>();
  /** One after the other, so that repeats are numbered in the order in which they ended. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(dir: string, normaliser: Normaliser, repeats: "number" | "replace") {
    this.#dir = dir;
    this.#normaliser = normaliser;
    this.#repeats = repeats;
  }

  /** Throws when a recording of that scope could not be written: before the upstream is asked. */
  async prepare(scope: string): Promise<void> {
    const { access, constants } = await import("node:fs/promises");
    await access(await this.#folderOf(folderName(scope)), constants.W_OK);
  }

  write(cassette: Cassette): Promise<void> {
    const writing = this.#queue.then(() => this.#write(cassette));
    this.#queue = writing.catch(() => undefined);
    return writing;
  }

  async #write(cassette: Cassette): Promise<void> {
    const tape = toTape("", cassette, this.#normaliser);
    const identity = `${tape.key}${cassette.fingerprint ?? ""}`;
    const name = cassetteName(
      { path: tape.path, body: tape.loose },
      { scope: cassette.scope ?? "", identity },
    );
    const before = this.#written.get(name);
    // What comes last is served again and again: the same once more would say nothing new.
    if (before !== undefined && this.#isSame(before.last, cassette)) return;
    const count = this.#repeats === "number" ? (before?.count ?? 0) + 1 : 1;
    await this.#place(count === 1 ? name : `${name}-${count}`, cassette);
    this.#written.set(name, { count, last: cassette });
  }

  /** Made when it is not there. */
  async #folderOf(below: string): Promise<string> {
    const { mkdir, realpath } = await import("node:fs/promises");
    const { join, relative, isAbsolute } = await import("node:path");
    const folder = join(this.#dir, below);
    await mkdir(folder, { recursive: true });
    const inner = relative(await realpath(this.#dir), await realpath(folder));
    if (inner.startsWith("..") || isAbsolute(inner))
      throw new Error(`${folder} is a link that leads out of ${this.#dir}`);
    return folder;
  }

  async #place(name: string, cassette: Cassette): Promise<void> {
    const { readFile, rename, rm, writeFile } = await import("node:fs/promises");
    const { dirname, join } = await import("node:path");
    const path = join(this.#dir, name);
    const folder = await this.#folderOf(dirname(name));
    for (const ending of ENDINGS) {
      const file = `${path}.${ending}`;
      const text = await readFile(file, "utf8").catch(() => undefined);
      if (text === undefined) continue;
      const old = await readCassette({ name: file, text }).catch(() => undefined);
      if (old !== undefined && this.#isSame(old, cassette)) return;
    }
    const { ending, text } = await writeCassette(cassette);
    const unfinished = join(folder, `.${crypto.randomUUID()}.unfinished`);
    try {
      await writeFile(unfinished, text, { flag: "wx" });
      await rename(unfinished, `${path}.${ending}`);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    const other = ENDINGS.find((one) => one !== ending) ?? "json";
    await rm(`${path}.${other}`, { force: true });
  }

  /** The same but for times, ids and where the network cut: no reason to touch a file. */
  #isSame(one: Cassette, other: Cassette): boolean {
    const told = ({ request, response, timing, scope, fingerprint }: Cassette): string =>
      JSON.stringify([
        scope,
        request.path,
        this.#normaliser.loose(request.body),
        fingerprint,
        response.status,
        this.#normaliser.text(textOf(response)),
        timing !== undefined,
      ]);
    return told(one) === told(other);
  }
}
