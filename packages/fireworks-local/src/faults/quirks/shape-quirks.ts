import {
  type ChunkQuirk,
  eachChunk,
  type LooseChunk,
  type LooseDelta,
  omit,
  withChoices,
  withDeltas,
} from "./chunk-quirk.js";

export type ShapeQuirkName =
  | "role-missing"
  | "role-every-chunk"
  | "role-with-empty-content"
  | "empty-deltas"
  | "empty-choices-first"
  | "choices-missing"
  | "null-fields"
  | "id-missing"
  | "id-changes"
  | "model-missing"
  | "unknown-fields"
  | "reasoning-in-content";

/** What stands around the text: roles, ids, choices, nulls. */
export const SHAPE_QUIRKS: Readonly<Record<ShapeQuirkName, ChunkQuirk>> = {
  /** No chunk for the role, and no role on any. */
  "role-missing": eachChunk((chunk) =>
    isRoleOnly(chunk) ? [] : withDeltas(chunk, (delta) => omit(delta, "role")),
  ),
  "role-every-chunk": eachChunk((chunk) =>
    withDeltas(chunk, (delta) => ({ role: "assistant", ...delta })),
  ),
  /** `content: ""` beside the role. */
  "role-with-empty-content": eachChunk((chunk) =>
    withDeltas(chunk, (delta) => (delta.role == null ? delta : { ...delta, content: "" })),
  ),
  /** An empty text before every delta. */
  "empty-deltas": eachChunk((chunk) =>
    hasContent(chunk) ? [withDeltas(chunk, () => ({ content: "" })), chunk] : chunk,
  ),
  /** A chunk without choices, before all others. */
  "empty-choices-first": () => {
    let isFirst = true;
    return {
      take(chunk) {
        const before = isFirst ? [{ ...omit(chunk, "usage"), choices: [] }] : [];
        isFirst = false;
        return [...before, chunk];
      },
    };
  },
  /** No `choices` at all where the list would be empty. */
  "choices-missing": eachChunk((chunk) =>
    chunk.choices?.length === 0 ? omit(chunk, "choices") : chunk,
  ),
  /** `null` for everything that was left out. */
  "null-fields": eachChunk((chunk) => ({
    usage: null,
    perf_metrics: null,
    prompt_token_ids: null,
    ...withChoices(chunk, (choice) => ({ logprobs: null, raw_output: null, ...choice })),
    ...(chunk.choices == null ? {} : { choices: chunk.choices.map(withNullDelta) }),
  })),
  "id-missing": eachChunk((chunk) => omit(chunk, "id")),
  /** Another id on every chunk. */
  "id-changes": () => {
    let place = 0;
    return { take: (chunk) => [{ ...chunk, id: `${String(chunk["id"])}-${place++}` }] };
  },
  "model-missing": eachChunk((chunk) => omit(chunk, "model")),
  /** Keys that no document names. */
  "unknown-fields": eachChunk((chunk) => ({
    ...withDeltas(chunk, (delta) => ({ ...delta, x_mood: { level: 3 } })),
    x_trace: [1, "two", null],
  })),
  /** Reasoning between `<think>` tags in the content, as contract 10 (20) saw it leak. */
  "reasoning-in-content": thinkTags,
};

function isRoleOnly({ choices }: LooseChunk): boolean {
  return (
    choices?.every(
      ({ delta, finish_reason }) =>
        finish_reason == null && delta?.role != null && Object.keys(delta).length === 1,
    ) === true && choices.length > 0
  );
}

function hasContent({ choices }: LooseChunk): boolean {
  return choices?.some(({ delta }) => typeof delta?.content === "string") ?? false;
}

function withNullDelta(choice: NonNullable<LooseChunk["choices"]>[number]) {
  return {
    logprobs: null,
    raw_output: null,
    ...choice,
    delta: {
      role: null,
      content: null,
      reasoning_content: null,
      tool_calls: null,
      ...choice.delta,
    },
  };
}

function thinkTags() {
  const open = new Set<unknown>();
  const write = (index: unknown, delta: LooseDelta): LooseDelta => {
    const { reasoning_content: thought, ...rest } = delta;
    if (typeof thought === "string") {
      const tag = open.has(index) ? "" : "<think>";
      open.add(index);
      return { ...rest, content: `${tag}${thought}` };
    }
    if (!open.delete(index)) return delta;
    return { ...rest, content: `</think>${typeof rest.content === "string" ? rest.content : ""}` };
  };
  return {
    take: (chunk: LooseChunk): LooseChunk[] => [
      withChoices(chunk, (choice) => ({
        ...choice,
        delta: write(choice.index, choice.delta ?? {}),
      })),
    ],
  };
}
