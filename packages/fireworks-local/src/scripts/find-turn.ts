import { type Asked, callsOf, upTo } from "./asked.js";
import type { CompiledScript, CompiledTurn } from "./compile-script.js";
import type { Condition } from "./conditions.js";
import { assistantPlaces, wasSaidBy } from "./said-before.js";

/** The turn that answers a request, or why there is none. */
export type TurnSearch =
  | { turn: CompiledTurn }
  | { unmet: Condition[]; reason?: string; isOver?: boolean };

/**
 * Where the conversation stands in the script, told by the script's own answers in the history alone:
 * the longest part of the history's end that the script has said, from its first turn on, then goes on
 * with the next turn. Otherwise the script begins, if its conditions hold now.
 */
export function findTurn(script: CompiledScript, asked: Asked): TurnSearch {
  const places = assistantPlaces(asked);
  const continued = continueFrom(script, asked, places);
  if (continued !== undefined && "turn" in continued) return continued;
  if (script.afterLast !== "restart" && wasPlayed(script, asked, places)) {
    const last = script.turns.at(-1);
    if (script.afterLast === "repeat" && last !== undefined) return { turn: last };
    return { unmet: [], reason: OVER, isOver: script.afterLast === "refuse" };
  }
  const begun = begin(script, asked, places);
  return "turn" in begun ? begun : (continued ?? begun);
}

const OVER = "its turns are over";

function continueFrom(
  script: CompiledScript,
  asked: Asked,
  places: number[],
): TurnSearch | undefined {
  const longest = Math.min(places.length, script.turns.length - 1);
  let missed: TurnSearch | undefined;
  for (let said = longest; said > 0; said -= 1) {
    if (!wasSaidFrom(script, asked, places.slice(places.length - said))) continue;
    const turn = script.turns[said];
    const unmet = (turn?.conditions ?? []).filter((condition) => !condition.holds(asked));
    if (turn !== undefined && unmet.length === 0) return { turn };
    missed ??= { unmet, reason: `turn ${said + 1}` };
  }
  return missed;
}

/** The script may begin now, unless a tool it called has just answered: it would call it for ever. */
function begin(script: CompiledScript, asked: Asked, places: number[]): TurnSearch {
  const [turn] = script.turns;
  const conditions = [...script.conditions, ...(turn?.conditions ?? [])];
  const unmet = conditions.filter((condition) => !condition.holds(asked));
  if (unmet.length > 0 || turn === undefined) return { unmet };
  const question = asked.request.messages.findLastIndex(({ role }) => role === "user");
  const calling = places.filter(
    (place) => place > question && callsOf(asked.request.messages[place]).length > 0,
  );
  const prepared = script.turns.filter(({ isFunction }) => !isFunction);
  const hasCalled = calling.some((place) => prepared.some((own) => wasSaidBy(own, asked, place)));
  return hasCalled ? { unmet, reason: `${OVER} for this question` } : { turn };
}

/** Whether the messages at these places are the script's first answers, begun where it may begin. */
function wasSaidFrom(script: CompiledScript, asked: Asked, places: number[]): boolean {
  const [start = 0] = places;
  return (
    places.every((place, index) => {
      const turn = script.turns[index];
      return turn !== undefined && wasSaidBy(turn, asked, place);
    }) && script.conditions.every((condition) => condition.holds(upTo(asked, start)))
  );
}

/** Whether all turns stand in the history, one after the other. */
function wasPlayed(script: CompiledScript, asked: Asked, places: number[]): boolean {
  const { length } = script.turns;
  return places.some((_, from) => {
    const part = places.slice(from, from + length);
    return part.length === length && wasSaidFrom(script, asked, part);
  });
}
