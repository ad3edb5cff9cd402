import { invalidRequest, Refusal } from "../requests/refusal.js";
import type { Asked } from "./asked.js";
import { BUILT_IN_SCRIPTS } from "./built-in-scripts.js";
import { checkScripts } from "./check-scripts.js";
import { type CompiledScript, compileScript } from "./compile-script.js";
import { findTurn, type TurnSearch } from "./find-turn.js";
import { nearMisses } from "./near-misses.js";
import type { Script, ScriptAnswer } from "./script.js";

/** The scripts of one scope, in the order in which they are tried; behind them the built-in ones. */
export class ScriptBook {
  #scripts: readonly Script[] = [];
  #compiled: readonly CompiledScript[] = [];

  /** Throws a `TypeError` that names every mistake. */
  constructor(scripts: readonly Script[]) {
    this.replace(scripts);
  }

  /** Without the built-in ones. */
  get scripts(): readonly Script[] {
    return this.#scripts;
  }

  /** These and no others. Throws a `TypeError` that names every mistake. */
  replace(scripts: readonly Script[]): void {
    checkScripts(scripts);
    this.#scripts = [...scripts];
    this.#compiled = [...scripts, ...BUILT_IN_SCRIPTS].map((script, index) =>
      compileScript(script, `scripts[${index}]`),
    );
  }

  /** Before those that are there, so that they win. */
  use(scripts: readonly Script[]): void {
    this.replace([...scripts, ...this.#scripts]);
  }

  /** What the first script that applies answers. Throws the refusal of one that is over and says so. */
  answer(asked: Asked): ScriptAnswer | undefined {
    for (const script of this.#compiled) {
      const found = search(script, asked);
      if ("turn" in found) return found.turn.answer(asked.request);
      if (found.isOver === true)
        throw noScript(`the script ${script.name} has had its last turn in this conversation.`);
    }
    return undefined;
  }

  /** Whether one of its own scripts, not a built-in one, has something to say. */
  hasAnswer(asked: Asked): boolean {
    return this.#compiled.slice(0, this.#scripts.length).some((script) => {
      const found = search(script, asked);
      return "turn" in found || found.isOver === true;
    });
  }

  /** For a server that answers by scripts alone: says which came near, and what they miss. */
  refusal(asked: Asked): Refusal {
    const own = this.#compiled.slice(0, this.#scripts.length);
    const missed = own.map((script) => ({ script, found: search(script, asked) }));
    return noScript(
      `none of ${own.length} scripts answers this request.\n${nearMisses(missed, asked)}`,
    );
  }
}

function search(script: CompiledScript, asked: Asked): TurnSearch {
  if (script.endpoints.includes(asked.endpoint)) return findTurn(script, asked);
  return { unmet: [], reason: `it answers ${script.endpoints.join(" and ")}` };
}

/** Official clients obey the header: asking again would change nothing. */
function noScript(message: string): Refusal {
  const { status, body } = invalidRequest(`fireworks-local: ${message}`);
  return new Refusal(status, body, { "x-should-retry": "false" });
}
