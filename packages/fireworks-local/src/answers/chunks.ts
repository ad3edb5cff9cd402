import type { PerfMetrics, Usage } from "fireworks-client/wire";
import type { PromptedCompletion, Reply } from "./reply.js";

/**
 * Where the stream's usage goes (contract 4.3): on the finish chunk of every choice, or on one chunk
 * without choices after the last. `none` is what newer models do when nobody asks.
 */
export type UsagePlace = "finish-chunk" | "trailing-chunk" | "none";

/** One event of a stream, whatever its choices look like. */
export interface Chunk<Choice, Name extends string> {
  id: string;
  object: Name;
  created: number;
  model: string;
  choices: Choice[];
  usage?: Usage | null;
  perf_metrics?: PerfMetrics;
  prompt_token_ids?: number[];
}

/** How one endpoint writes the choices of its chunks. */
export interface ChoiceWriter<Choice, Name extends string> {
  object: Name;
  /** Said for each choice before any text, with what stands beside it in its chunk. */
  opening?(
    reply: Reply,
    index: number,
  ): { choice: Choice; beside?: Pick<Chunk<Choice, Name>, "prompt_token_ids"> };
  deltas(reply: Reply, completion: PromptedCompletion, index: number): Iterator<Choice>;
  finish(reply: Reply, completion: PromptedCompletion, index: number): Choice;
}

/** The answer bit by bit: openings, deltas, finishes, each for every choice in turn. */
export function* writeChunks<Choice, Name extends string>(
  reply: Reply,
  writer: ChoiceWriter<Choice, Name>,
  usagePlace: UsagePlace,
): Generator<Chunk<Choice, Name>> {
  const { id, created, request, completions } = reply;
  const head = { id, object: writer.object, created, model: request.model };
  const onFinish = usagePlace === "finish-chunk";
  const { object, model } = head;
  // Written out: this is done for every event of every stream.
  const wrap = onFinish
    ? (choice: Choice) => ({ id, object, created, model, choices: [choice], usage: null })
    : (choice: Choice) => ({ id, object, created, model, choices: [choice] });
  for (const index of completions.keys()) {
    const opening = writer.opening?.(reply, index);
    if (opening !== undefined) yield { ...wrap(opening.choice), ...opening.beside };
  }
  for (const choice of interleave(reply, writer)) yield wrap(choice);
  for (const [index, completion] of completions.entries())
    yield {
      ...wrap(writer.finish(reply, completion, index)),
      ...(onFinish ? { usage: reply.usage } : {}),
      ...(request.perf_metrics_in_response === true ? { perf_metrics: reply.metrics } : {}),
    };
  if (usagePlace === "trailing-chunk") yield { ...head, choices: [], usage: reply.usage };
}

/** With several choices their deltas alternate (contract 4.4). */
function* interleave<Choice, Name extends string>(
  reply: Reply,
  writer: ChoiceWriter<Choice, Name>,
): Generator<Choice> {
  const running = reply.completions.map((completion, index) =>
    writer.deltas(reply, completion, index),
  );
  for (let open = running; open.length > 0;) {
    const still: typeof running = [];
    for (const deltas of open) {
      const step = deltas.next();
      if (step.done === true) continue;
      yield step.value;
      still.push(deltas);
    }
    open = still;
  }
}
