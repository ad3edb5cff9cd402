import type { VNode } from "preact";
import { isOver } from "../state/exchange.js";
import type { AnswerTurn } from "../state/conversation.js";
import type { Store } from "../state/store.js";
import { AnswerChoices } from "./answer-choices.js";
import { FailureNote } from "./failure-note.js";
import { ResultEditor } from "./result-editor.js";

/** What came back: a column for each lane that was asked. */
export function AnswerTurnView({ store, turn }: { store: Store; turn: AnswerTurn }): VNode {
  const { talk } = store;
  const isDone = turn.exchanges.every((exchange) => isOver(exchange.value));
  const open = talk.openCalls.value;
  return (
    <article class="turn answer-turn" aria-label="Answer" aria-busy={!isDone}>
      <div class="lanes">
        {turn.exchanges.map((_exchange, lane) => (
          <AnswerLane key={lane} turn={turn} lane={lane} />
        ))}
      </div>
      {open?.turnId === turn.id && !talk.isAsking.value && (
        <ResultEditor
          key={`${turn.lane.value} ${turn.choices[turn.lane.value]?.value}`}
          open={open}
          onSend={(results) => talk.answerCalls(results)}
        />
      )}
      {isDone && (
        <p class="turn-actions">
          <button type="button" onClick={() => talk.retry(turn.id)}>
            Ask again
          </button>
        </p>
      )}
    </article>
  );
}

function AnswerLane(props: { turn: AnswerTurn; lane: number }): VNode | null {
  const { turn, lane } = props;
  const exchange = turn.exchanges[lane]?.value;
  if (exchange === undefined) return null;
  const { failure, phase, request } = exchange;
  const hasOthers = turn.exchanges.length > 1;
  const isKept = turn.lane.value === lane;
  return (
    <section class="lane" aria-label={`Answer of ${request.model}`}>
      <p class="answer-of quiet">{request.model}</p>
      <AnswerChoices chosen={turn.choices[lane]} exchange={exchange} />
      {failure !== undefined && <FailureNote failure={failure} />}
      {phase === "stopped" && <p class="quiet">Stopped. What came is kept.</p>}
      {hasOthers && isOver(exchange) && (
        <button type="button" aria-pressed={isKept} onClick={() => (turn.lane.value = lane)}>
          {isKept ? "✓ The conversation goes on with this" : "Go on with this"}
        </button>
      )}
    </section>
  );
}
