import { FireworksError } from "fireworks-client";
import { BatchInputError } from "../errors/batch-input-error.js";
import type { BadRow, SkippedRow } from "../handle/batch-handle.js";

/** So many may be left out: the handle names each of them, and is to stay small. */
export const MOST_SKIPPED = 1_000;

/** Inputs above this size are not kept in the handle. */
const KEPT_INPUT = 1_000;

/** An input, and what was thrown when a row was made of it. */
export interface FailedInput {
  index: number;
  id?: string | undefined;
  error: unknown;
  input: unknown;
}

/** The inputs that cannot be sent: how many, and the first of them. */
export class BadRows {
  /** How many there are. */
  count = 0;
  readonly #rows: SkippedRow[] = [];
  #cause: unknown;

  add({ index, id, error, input }: FailedInput): void {
    if (this.count === 0) this.#cause = error;
    this.count += 1;
    if (this.#rows.length >= MOST_SKIPPED) return;
    const kept = smallJson(input);
    this.#rows.push({
      ...named(index, id),
      ...reasonOf(error),
      ...(kept !== undefined && { input: kept }),
    });
  }

  /** As the error that refuses them all. */
  error(): BatchInputError {
    const rows = this.#rows.map(({ input: _input, ...row }): BadRow => row);
    return new BatchInputError(rows, this.count, this.#cause);
  }

  /** The first thousand. */
  get named(): SkippedRow[] {
    return this.#rows;
  }
}

const named = (index: number, id: string | undefined): Pick<BadRow, "index" | "id"> => ({
  index,
  ...(id !== undefined && { id }),
});

function reasonOf(error: unknown): Pick<BadRow, "message" | "code"> {
  const message = error instanceof Error ? error.message : String(error);
  const code = FireworksError.isInstance(error) ? error.code : undefined;
  return { message, ...(code !== undefined && { code }) };
}

function smallJson(input: unknown): unknown {
  try {
    const text = JSON.stringify(input);
    return text !== undefined && text.length <= KEPT_INPUT
      ? (JSON.parse(text) as unknown)
      : undefined;
  } catch {
    return undefined;
  }
}
