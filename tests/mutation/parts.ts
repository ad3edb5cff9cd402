/** What is mutated, and the tests that have to notice: those that mirror it, and few that go through it. */
export interface MutatedPart {
  /** Globs from the root of the repository. */
  sources: readonly string[];
  /** The tests, as globs from the root of the repository. */
  tests: readonly string[];
}

const CLIENT = "packages/fireworks-client";
const MODEL = "packages/langchain-fireworks";

const below = (folder: string, names: string): string[] =>
  names.split(" ").map((name) => `${folder}/${name}.ts`);

/** Rules and reducers are apart from what waits and sends: their tests take milliseconds. */
export const MUTATED_PARTS: Readonly<Record<string, MutatedPart>> = {
  "stream-events": {
    sources: below(`${CLIENT}/src/stream`, "sse-events utf8-text json-scan"),
    tests: below(
      `${CLIENT}/test`,
      "stream/sse-events.test stream/utf8-text.test stream/json-scan.test",
    ),
  },
  "stream-sums": {
    sources: below(
      `${CLIENT}/src/stream`,
      "accumulate accumulate-text choice-parts assembly join-logprobs tool-call-piece tool-call-deltas",
    ),
    tests: below(
      `${CLIENT}/test/stream`,
      "accumulate.test accumulate-text.test join-logprobs.test tool-call-piece.test tool-call-deltas.test odd-chunks.test",
    ),
  },
  "stream-answers": {
    sources: below(
      `${CLIENT}/src/stream`,
      "answer-stream chunk-reader not-a-stream opening-text reasoning-text stream-failure stream-progress",
    ),
    tests: [`${CLIENT}/test/stream/*.test.ts`],
  },
  "http-rules": {
    sources: below(
      `${CLIENT}/src/http`,
      "retry retry-after refusal told-refusal headers request-headers response-info preview stream-support observer on-abort",
    ),
    tests: below(
      `${CLIENT}/test/http`,
      "retry.test refusal.test told-refusal.test headers.test request-headers.test response-info.test preview.test stream-support.test observer.test on-abort.test",
    ),
  },
  "http-calls": {
    sources: below(
      `${CLIENT}/src/http`,
      "attempt-clock attempts body-reader payload send transport sleep",
    ),
    tests: [`${CLIENT}/test/http/*.test.ts`],
  },
  "http-files": {
    sources: below(`${CLIENT}/src/http`, "multipart signed-url storage-refusal"),
    tests: [`${CLIENT}/test/resources/datasets/*.test.ts`],
  },
  convert: {
    sources: [`${MODEL}/src/convert/*.ts`],
    tests: [`${MODEL}/test/convert/*.test.ts`, `${MODEL}/test/any-history.property.test.ts`],
  },
};
