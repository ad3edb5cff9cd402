import { allChunks, type ChunkQuirk, eachChunk, type LooseChunk, omit } from "./chunk-quirk.js";

export type UsageQuirkName =
  | "usage-missing"
  | "usage-null"
  | "usage-duplicated"
  | "usage-early"
  | "usage-every-chunk";

/** Where and how often a stream says what it cost. */
export const USAGE_QUIRKS: Readonly<Record<UsageQuirkName, ChunkQuirk>> = {
  /** No usage on any chunk, nor the chunk that carries nothing else. */
  "usage-missing": eachChunk((chunk) => (isUsageOnly(chunk) ? [] : omit(chunk, "usage"))),
  /** `usage: null` to the end. */
  "usage-null": eachChunk((chunk) => ({ ...chunk, usage: null })),
  /** The same usage twice: the chunk that has it, then one of its own. */
  "usage-duplicated": eachChunk((chunk) =>
    chunk.usage == null ? chunk : [chunk, { ...chunk, choices: [] }],
  ),
  /** On the first chunk, before a word was said, and nowhere else. */
  "usage-early": allChunks((chunks) => {
    const usage = usageOf(chunks);
    return chunks
      .filter((chunk) => !isUsageOnly(chunk))
      .map((chunk, place) => (place === 0 ? { ...chunk, usage } : omit(chunk, "usage")));
  }),
  /** On every chunk, growing; the last is the true one. */
  "usage-every-chunk": allChunks((chunks) =>
    chunks.map((chunk, place) => ({
      ...chunk,
      usage: place === chunks.length - 1 ? usageOf(chunks) : partOf(usageOf(chunks), place),
    })),
  ),
};

function isUsageOnly({ choices, usage }: LooseChunk): boolean {
  return usage != null && (choices == null || choices.length === 0);
}

type Counts = Record<string, unknown> & { prompt_tokens: number; completion_tokens: number };

function usageOf(chunks: LooseChunk[]): Counts | undefined {
  return chunks.findLast(({ usage }) => usage != null)?.usage as Counts | undefined;
}

function partOf(usage: Counts | undefined, place: number): object | undefined {
  if (usage === undefined) return undefined;
  const completion_tokens = Math.min(place, usage.completion_tokens);
  return {
    prompt_tokens: usage.prompt_tokens,
    total_tokens: usage.prompt_tokens + completion_tokens,
    completion_tokens,
  };
}
