import { parseJson } from "../json/parse-json.js";
import type { ToolCallDelta } from "fireworks-client/wire";
import { type Json, number, record, text } from "./read-json.js";

interface OpenCall {
  index: number;
  engineIndex: number | undefined;
  engineId: string | undefined;
  /** Its arguments so far. */
  said: string;
}

/**
 * Gives each piece of a tool call the index and the call's first piece the id that Fireworks sends.
 * Engines leave out either, and older Ollama gives every parallel call the index 0.
 */
export class ToolCallNumbering {
  readonly #open: OpenCall[] = [];
  readonly #newId: (index: number) => string;

  constructor(newId: (index: number) => string) {
    this.#newId = newId;
  }

  get count(): number {
    return this.#open.length;
  }

  number(piece: Json): ToolCallDelta {
    const fn = record(piece["function"]);
    const name = text(fn["name"]);
    const known = this.#find(piece, name);
    const given = fn["arguments"];
    const json = typeof given === "object" && given !== null ? JSON.stringify(given) : text(given);
    if (known !== undefined) {
      known.said += json ?? "";
      return { index: known.index, function: { arguments: json ?? "" } };
    }
    const call: OpenCall = {
      index: this.#open.length,
      engineIndex: number(piece["index"]),
      engineId: text(piece["id"]),
      said: json ?? "",
    };
    this.#open.push(call);
    return {
      index: call.index,
      id: call.engineId ?? this.#newId(call.index),
      type: "function",
      function: { name: name ?? "", arguments: json ?? "" },
    };
  }

  /** The call that a piece continues; undefined when it opens one. */
  #find(piece: Json, name: string | undefined): OpenCall | undefined {
    const id = text(piece["id"]);
    const index = number(piece["index"]);
    if (index === undefined && id !== undefined)
      return this.#open.find(({ engineId }) => engineId === id);
    if (index === undefined) return name === undefined ? this.#open.at(-1) : undefined;
    const there = this.#open.filter(({ engineIndex }) => engineIndex === index);
    const last = there.at(-1);
    if (name === undefined || last === undefined) return last;
    // At the same index, another id or a name after whole arguments is another call.
    if (id !== undefined && last.engineId !== undefined)
      return there.find(({ engineId }) => engineId === id);
    return isWhole(last.said) ? undefined : last;
  }
}

function isWhole(json: string): boolean {
  return json.trim() !== "" && parseJson(json) !== undefined;
}
