/**
 * What was looked for in the journal was not there. Shaped like the errors of `node:assert`, so that
 * test runners print the difference of `expected` and `actual`.
 */
export class JournalAssertionError extends Error {
  override readonly name: string = "AssertionError";
  readonly code: string = "ERR_ASSERTION";
  readonly generatedMessage: boolean = false;
  /** Jest has words for those of `node:assert` only. */
  readonly operator: string = "deepEqual";
  readonly expected: unknown;
  readonly actual: unknown;

  constructor(message: string, { expected, actual }: { expected: unknown; actual: unknown }) {
    super(message);
    this.expected = expected;
    this.actual = actual;
  }
}
