import type { VNode } from "preact";
import { AnswerDetails } from "../inspect/answer-details.js";
import { CompareTable } from "../measure/compare-table.js";
import { gapScale, type GapScale } from "../measure/gap-picture.js";
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
          <AnswerLane key={lane} turn={turn} lane={lane} baseURL={store.connection.baseURL} />
        ))}
      </div>
      {turn.exchanges.length > 1 && isDone && (
        <CompareTable exchanges={turn.exchanges.map(({ value }) => value)} />
      )}
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

interface AnswerLaneProps {
  turn: AnswerTurn;
  lane: number;
  /** Where this page's server takes requests. */
  baseURL: string;
}

function AnswerLane({ turn, lane, baseURL }: AnswerLaneProps): VNode | null {
  const shown = turn.exchanges[lane];
  if (shown === undefined) return null;
  const exchange = shown.value;
  const { failure, phase, request } = exchange;
  const hasOthers = turn.exchanges.length > 1;
  const isKept = turn.lane.value === lane;
  return (
    <section class="lane" aria-label={`Answer of ${request.model}`}>
      <p class="answer-of quiet">{request.model}</p>
      <AnswerChoices chosen={turn.choices[lane]} exchange={exchange} />
      {failure !== undefined && <FailureNote failure={failure} />}
      {phase === "stopped" && <p class="quiet">Stopped. What came is kept.</p>}
      <AnswerDetails exchange={shown} baseURL={baseURL} scale={sharedScale(turn)} />
      {hasOthers && isOver(exchange) && (
        <button type="button" aria-pressed={isKept} onClick={() => (turn.lane.value = lane)}>
          {isKept ? "✓ The conversation goes on with this" : "Go on with this"}
        </button>
      )}
    </section>
  );
}

/** Answers side by side are drawn to one scale, once both are there. */
function sharedScale({ exchanges }: AnswerTurn): GapScale | undefined {
  if (exchanges.length === 1) return undefined;
  const answers = exchanges.map(({ value }) => value);
  return answers.every(isOver) ? gapScale(answers.map(({ pieceTimes }) => pieceTimes)) : undefined;
}
