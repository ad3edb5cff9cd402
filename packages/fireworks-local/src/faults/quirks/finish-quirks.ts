import {
  type ChunkQuirk,
  eachChunk,
  isFinish,
  type LooseChunk,
  omit,
  withChoices,
  withDeltas,
} from "./chunk-quirk.js";

export type FinishQuirkName =
  | "finish-reason-missing"
  | "finish-reason-duplicated"
  | "finish-reason-error"
  | "finish-reason-empty"
  | "finish-reason-unknown"
  | "finish-reason-stop"
  | "finish-reason-with-last-delta"
  | "content-after-finish";

/** How a stream says that it is at its end. */
export const FINISH_QUIRKS: Readonly<Record<FinishQuirkName, ChunkQuirk>> = {
  /** The last chunk comes, its `finish_reason` does not. */
  "finish-reason-missing": finishReason(null),
  /** Twice, the second without usage. */
  "finish-reason-duplicated": eachChunk((chunk) =>
    isFinish(chunk) ? [chunk, omit(chunk, "usage")] : chunk,
  ),
  /** Contract 4.5: to be taken for a failure. */
  "finish-reason-error": finishReason("error"),
  "finish-reason-empty": finishReason(""),
  /** A reason nobody knows. */
  "finish-reason-unknown": finishReason("out_of_patience"),
  /** `stop`, although tools are called. */
  "finish-reason-stop": finishReason("stop"),
  /** On the last delta instead of a chunk of its own. */
  "finish-reason-with-last-delta": finishWithLastDelta,
  /** One more word after the finish reason. */
  "content-after-finish": eachChunk((chunk) =>
    isFinish(chunk) ? [chunk, afterword(chunk)] : chunk,
  ),
};

function finishReason(reason: string | null): ChunkQuirk {
  return eachChunk((chunk) =>
    withChoices(chunk, (choice) =>
      choice.finish_reason == null ? choice : { ...choice, finish_reason: reason },
    ),
  );
}

function finishWithLastDelta() {
  let held: LooseChunk | undefined;
  return {
    take(chunk: LooseChunk): LooseChunk[] {
      const before = held;
      held = undefined;
      const [delta] = before?.choices ?? [];
      if (isFinish(chunk) && delta !== undefined && delta.index === chunk.choices?.[0]?.index) {
        return [
          withChoices({ ...before, ...chunk }, (choice) => ({
            ...choice,
            ...delta,
            finish_reason: choice.finish_reason,
          })),
        ];
      }
      held = chunk;
      return before === undefined ? [] : [before];
    },
    end: (): LooseChunk[] => (held === undefined ? [] : [held]),
  };
}

function afterword(chunk: LooseChunk): LooseChunk {
  const said = withDeltas(omit(chunk, "usage"), () => ({ content: " And more." }));
  return withChoices(said, (choice) => ({ ...choice, finish_reason: null }));
}
