import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Exchange } from "./exchange.js";

/** A picture that goes with a message, as the data URL that is sent. */
export interface Picture {
  name: string;
  type: string;
  bytes: number;
  url: string;
}

/** What the person wrote. */
export interface UserTurn {
  kind: "user";
  id: string;
  text: string;
  pictures: readonly Picture[];
}

/** What came back: one exchange for each lane that was asked. */
export interface AnswerTurn {
  kind: "answer";
  id: string;
  exchanges: readonly ReadonlySignal<Exchange>[];
  /** The lane with which the conversation goes on. */
  lane: Signal<number>;
  /** For each lane the choice of its answer, by its place: the one that is shown goes on. */
  choices: readonly Signal<string>[];
}

/** What a tool said, by hand or from the table of canned results. */
export interface ToolResult {
  callId: string;
  text: string;
  isCanned: boolean;
}

/** The results of all calls of the answer before. */
export interface ResultsTurn {
  kind: "results";
  id: string;
  results: readonly ToolResult[];
}

export type Turn = UserTurn | AnswerTurn | ResultsTurn;

/** What stood before a turn. */
export function turnsBefore(turns: readonly Turn[], id: string): readonly Turn[] {
  const at = turns.findIndex((turn) => turn.id === id);
  return at < 0 ? turns : turns.slice(0, at);
}

/**
 * Without a message and all that answers it, up to the next message: a history with calls but no results
 * would be refused.
 */
export function withoutRound(turns: readonly Turn[], id: string): readonly Turn[] {
  const at = turns.findIndex((turn) => turn.id === id);
  if (at < 0) return turns;
  const next = turns.findIndex((turn, place) => place > at && turn.kind === "user");
  return [...turns.slice(0, at), ...(next < 0 ? [] : turns.slice(next))];
}

/** How many answers came since the person last wrote. */
export function roundsSinceUser(turns: readonly Turn[]): number {
  const start = turns.findLastIndex(({ kind }) => kind === "user");
  return turns.slice(start + 1).filter(({ kind }) => kind === "answer").length;
}
