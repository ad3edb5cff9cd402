/** A chunk on its way through quirks: after the first it may be no valid chunk any more. */
export interface LooseChunk {
  choices?: LooseChoice[] | null;
  usage?: unknown;
  [key: string]: unknown;
}

export interface LooseChoice {
  index?: number;
  delta?: LooseDelta;
  finish_reason?: unknown;
  [key: string]: unknown;
}

export interface LooseDelta {
  role?: unknown;
  content?: unknown;
  reasoning_content?: unknown;
  tool_calls?: LooseCall[] | null;
  [key: string]: unknown;
}

export interface LooseCall {
  index?: unknown;
  id?: unknown;
  type?: unknown;
  function?: Record<string, unknown>;
  [key: string]: unknown;
}

/** One stream's way through a quirk. */
export interface QuirkRun {
  /** What is sent in place of the chunk: nothing, it, or more. */
  take(chunk: LooseChunk): LooseChunk[];
  /** What was held back, when the stream ends. */
  end?(): LooseChunk[];
}

/** A departure from the usual chunks. Called once a stream, for a state of its own. */
export type ChunkQuirk = () => QuirkRun;

/** A quirk without memory. */
export function eachChunk(change: (chunk: LooseChunk) => LooseChunk | LooseChunk[]): ChunkQuirk {
  return () => ({ take: (chunk) => [change(chunk)].flat() });
}

/** A quirk that has to see the whole stream first: nothing is sent before its end. */
export function allChunks(change: (chunks: LooseChunk[]) => LooseChunk[]): ChunkQuirk {
  return () => {
    const held: LooseChunk[] = [];
    return {
      take(chunk) {
        held.push(chunk);
        return [];
      },
      end: () => change(held),
    };
  };
}

export function withChoices(
  chunk: LooseChunk,
  change: (choice: LooseChoice) => LooseChoice,
): LooseChunk {
  return chunk.choices == null ? chunk : { ...chunk, choices: chunk.choices.map(change) };
}

export function withDeltas(
  chunk: LooseChunk,
  change: (delta: LooseDelta) => LooseDelta,
): LooseChunk {
  return withChoices(chunk, (choice) =>
    choice.delta === undefined ? choice : { ...choice, delta: change(choice.delta) },
  );
}

export function isFinish({ choices }: LooseChunk): boolean {
  return choices?.some((choice) => choice.finish_reason != null) ?? false;
}

export function omit<Value extends object>(value: Value, ...keys: (keyof Value)[]): Value {
  const rest = { ...value };
  for (const key of keys) delete rest[key];
  return rest;
}
