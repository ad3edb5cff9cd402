/** What reading a stream needs to know of a chunk, whichever endpoint sent it. */
export interface StreamedChunk {
  choices?: readonly { index: number; finish_reason?: string | null }[] | null;
}

/** Puts the chunks of one answer together, in the form of an answer that was not streamed. */
export interface Assembly<Chunk, Whole> {
  add(chunk: Chunk): void;
  /** Whether any part of an answer has come, and not only what describes it. */
  hasChoices(): boolean;
  /** What has come so far. Never throws, however odd the chunks were. */
  whole(): Whole;
}
