import type { ChatCompletionRequest } from "fireworks-client/wire";
import { type Condition, prepareConditions } from "./conditions.js";
import type {
  AfterLast,
  Script,
  ScriptAnswer,
  ScriptCondition,
  ScriptEndpoint,
  ScriptedAnswer,
  ScriptTurn,
} from "./script.js";

/** A script made ready: patterns compiled, shorthands written out. */
export interface CompiledScript {
  name: string;
  conditions: Condition[];
  turns: CompiledTurn[];
  afterLast: AfterLast;
  /** Those its answers are good for. */
  endpoints: readonly ScriptEndpoint[];
}

export interface CompiledTurn {
  conditions: Condition[];
  answer(request: ChatCompletionRequest): ScriptAnswer;
  /** A function sees the history and decides for itself when to end. */
  isFunction: boolean;
}

const compiled = new WeakMap<Script, CompiledScript>();

/** The same script is compiled once, however many scopes use it. */
export function compileScript(script: Script, name: string): CompiledScript {
  const known = compiled.get(script);
  if (known !== undefined) return known;
  const turns = script.turns ?? [script.answer ?? ""];
  const made: CompiledScript = {
    name: script.name ?? name,
    conditions: prepareConditions(script.when),
    turns: turns.map(compileTurn),
    afterLast: script.afterLast ?? "restart",
    endpoints: endpointsOf(turns[0]),
  };
  compiled.set(script, made);
  return made;
}

function compileTurn(turn: ScriptTurn): CompiledTurn {
  return {
    conditions: prepareConditions(whenOf(turn)),
    isFunction: typeof turn === "function",
    answer: (request) => written(typeof turn === "function" ? turn(request) : turn),
  };
}

function whenOf(turn: ScriptTurn): ScriptCondition | undefined {
  return typeof turn === "object" && "when" in turn ? turn.when : undefined;
}

function written(answer: Exclude<ScriptedAnswer, (...args: never[]) => unknown>): ScriptAnswer {
  return typeof answer === "string" ? { content: answer } : answer;
}

/** What a function will answer nobody knows: text, most likely. */
function endpointsOf(turn: ScriptTurn | undefined): readonly ScriptEndpoint[] {
  const answer: ScriptAnswer = typeof turn === "object" ? turn : {};
  if (answer.error !== undefined) return ["chat", "completions", "embeddings", "rerank"];
  if (answer.embeddings !== undefined) return ["embeddings"];
  return answer.scores === undefined ? ["chat", "completions"] : ["rerank"];
}
