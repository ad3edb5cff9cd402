import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ReasoningHistory, ToolCall } from "fireworks-client/wire";
import { cannedResults } from "./canned-results.js";
import { type SaidTurn, toMessages } from "./to-messages.js";
import { type Answer, emptyAnswer } from "./answer.js";
import {
  type AnswerTurn,
  type Picture,
  roundsSinceUser,
  type ToolResult,
  type Turn,
  turnsBefore,
  withoutRound,
} from "./conversation.js";
import type { Exchanges } from "./exchanges.js";
import { type Settings, toRequest } from "./settings.js";

/** Calls that wait for results. What the table of canned results knows of them is there already. */
export interface OpenCalls {
  turnId: string;
  calls: readonly ToolCall[];
  known: readonly ToolResult[];
}

/** The next message while it is written. */
export interface Draft {
  readonly text: Signal<string>;
  readonly pictures: Signal<readonly Picture[]>;
}

/** The conversation. */
export interface Talk {
  readonly system: Signal<string>;
  /** It stays while another view is looked at. */
  readonly draft: Draft;
  readonly turns: ReadonlySignal<readonly Turn[]>;
  readonly isAsking: ReadonlySignal<boolean>;
  readonly openCalls: ReadonlySignal<OpenCalls | undefined>;
  /** Those of all messages: they go with every request. */
  readonly pictures: ReadonlySignal<readonly Picture[]>;
  say(text: string, pictures?: readonly Picture[]): void;
  /** Says an earlier message differently; what followed it goes. */
  sayInstead(turnId: string, text: string): void;
  /** Asks for an answer anew; what followed it goes. */
  retry(turnId: string): void;
  /** Takes away a message with its answers. */
  remove(turnId: string): void;
  answerCalls(results: readonly ToolResult[]): void;
  /** What came so far stays. */
  stop(): void;
  startAnew(): void;
}

/** So often an agent is answered from the table of canned results before a person has to look. */
const MOST_ROUNDS = 8;

export function createTalk(exchanges: Exchanges, lanes: ReadonlySignal<readonly Settings[]>): Talk {
  const system = signal("");
  const turns = signal<readonly Turn[]>([]);
  const asking = signal<AbortController | undefined>(undefined);
  let named = 0;
  const newId = (): string => `turn-${(named += 1)}`;

  const stop = (): void => {
    asking.value?.abort();
    asking.value = undefined;
  };

  const ask = async (): Promise<void> => {
    const stopper = new AbortController();
    asking.value = stopper;
    const said = turns.value.map(asSaid);
    const sent = lanes.value.map((settings) =>
      exchanges.send(toRequest(settings, messagesOf(settings, { system: system.value, said })), {
        signal: stopper.signal,
      }),
    );
    const turn: AnswerTurn = {
      kind: "answer",
      id: newId(),
      exchanges: sent.map(({ exchange }) => exchange),
      lane: signal(0),
      choices: sent.map(() => signal("0")),
    };
    turns.value = [...turns.value, turn];
    await Promise.all(sent.map(({ over }) => over));
    // Somebody stopped it, or has asked something else since.
    if (asking.value !== stopper) return;
    asking.value = undefined;
    const open = findOpenCalls(turns.value, lanes.value);
    if (open !== undefined && maySayAlone(turn, open, turns.value)) answerCalls(open.known);
  };

  const go = (next: readonly Turn[]): void => {
    stop();
    turns.value = next;
    void ask();
  };

  const answerCalls = (results: readonly ToolResult[]): void =>
    go([...turns.value, { kind: "results", id: newId(), results }]);

  return {
    system,
    draft: { text: signal(""), pictures: signal<readonly Picture[]>([]) },
    turns,
    isAsking: computed(() => asking.value !== undefined),
    openCalls: computed(() => findOpenCalls(turns.value, lanes.value)),
    pictures: computed(() =>
      turns.value.flatMap((turn) => (turn.kind === "user" ? turn.pictures : [])),
    ),
    say: (text, pictures = []) =>
      go([...turns.value, { kind: "user", id: newId(), text, pictures }]),
    sayInstead: (turnId, text) => {
      const old = turns.value.find(({ id }) => id === turnId);
      if (old?.kind === "user")
        go([...turnsBefore(turns.value, turnId), { ...old, id: newId(), text }]);
    },
    retry: (turnId) => go(turnsBefore(turns.value, turnId)),
    remove: (turnId) => {
      stop();
      turns.value = withoutRound(turns.value, turnId);
    },
    answerCalls,
    stop,
    startAnew: () => {
      stop();
      turns.value = [];
    },
  };
}

/** The answer with which the conversation goes on. */
export function keptAnswer({ exchanges, lane, choices }: AnswerTurn): Answer {
  const choice = Number(choices[lane.value]?.value ?? 0);
  return exchanges[lane.value]?.value.answers[choice] ?? emptyAnswer();
}

const asSaid = (turn: Turn): SaidTurn =>
  turn.kind === "answer" ? { kind: "answer", answer: keptAnswer(turn) } : turn;

function messagesOf(
  { parameters }: Settings,
  { system, said }: { system: string; said: readonly SaidTurn[] },
) {
  const reasoningHistory = parameters.reasoningHistory as ReasoningHistory | undefined;
  return toMessages({ system, turns: said, reasoningHistory });
}

function findOpenCalls(turns: readonly Turn[], lanes: readonly Settings[]): OpenCalls | undefined {
  const turn = turns.at(-1);
  if (turn?.kind !== "answer") return undefined;
  const lane = turn.lane.value;
  if (turn.exchanges[lane]?.value.phase !== "done") return undefined;
  const calls = keptAnswer(turn).toolCalls;
  if (calls.length === 0) return undefined;
  const tools = (lanes[lane] ?? lanes[0])?.tools ?? [];
  return { turnId: turn.id, calls, known: cannedResults(calls, tools) };
}

/** Between several answers a person chooses. */
function maySayAlone(turn: AnswerTurn, open: OpenCalls, turns: readonly Turn[]): boolean {
  const answers = turn.exchanges.flatMap((exchange) => exchange.value.answers);
  return (
    answers.length === 1 &&
    open.known.length === open.calls.length &&
    roundsSinceUser(turns) < MOST_ROUNDS
  );
}
