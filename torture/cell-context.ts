import { randomBytes } from "node:crypto";
import {
  createFireworksLocal,
  type FireworksLocal,
  type FireworksLocalOptions,
} from "fireworks-local";
import type { RawServer } from "./raw/raw-server.js";
import { cellScopes, type CellScope } from "./watch/cell-scope.js";
import { countedController } from "./watch/signals.js";

/** The servers that a cell has for itself while it runs. */
export interface Slot {
  readonly server: RawServer;
  /** Another origin, which redirects lead to. */
  readonly other: RawServer;
}

/**
 * A key as Fireworks makes them, or one of a gateway, whose shape tells nobody that it is a key and whose
 * signs JSON and URLs write differently.
 */
function newKey(): string {
  const random = randomBytes(18).toString("base64url");
  return randomBytes(1).readUInt8() % 2 === 0 ? `fw_torture_${random}` : `gate"way/${random}+%\\=`;
}

/** What a cell works with. */
export class CellContext {
  /** The API key of this cell alone; found in nothing that is kept. */
  readonly key: string = newKey();
  readonly server: RawServer;
  readonly other: RawServer;
  /** Everything the cell produced; searched for the key at the end. */
  readonly produced: unknown[] = [];
  readonly #scope: CellScope;
  readonly #endings: (() => Promise<void>)[] = [];

  constructor({ server, other }: Slot, scope: CellScope) {
    this.server = server;
    this.other = other;
    this.#scope = scope;
  }

  /** Has the key looked for in this: errors, answers, logs, traces. */
  keep(...things: unknown[]): void {
    this.produced.push(...things);
  }

  /** A controller whose signal must be free of listeners in the end. */
  abortController(): AbortController {
    return countedController(this.#scope);
  }

  /** A local server that listens and ends with the cell: the other source of faults. */
  async local(options: FireworksLocalOptions): Promise<FireworksLocal> {
    // Its timers are the server's, not the cell's.
    const local = cellScopes.exit(() => createFireworksLocal(options));
    await cellScopes.exit(() => local.listen());
    this.onEnd(() => local.close());
    return local;
  }

  /** Done after everything is checked. */
  onEnd(ending: () => Promise<void>): void {
    this.#endings.push(ending);
  }

  async end(): Promise<void> {
    for (const ending of this.#endings.toReversed()) await ending();
  }
}
