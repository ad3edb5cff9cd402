import type { ToolCallDelta } from "fireworks-client/wire";
import { type Json, number, record, text } from "./read-json.js";

interface OpenCall {
  index: number;
  engineIndex: number | undefined;
  engineId: string | undefined;
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
    const json = typeof given === "object" && given !== null ? JSON.stringify(given) : given;
    if (known !== undefined)
      return { index: known.index, function: { arguments: typeof json === "string" ? json : "" } };
    const call: OpenCall = {
      index: this.#open.length,
      engineIndex: number(piece["index"]),
      engineId: text(piece["id"]),
    };
    this.#open.push(call);
    return {
      index: call.index,
      id: call.engineId ?? this.#newId(call.index),
      type: "function",
      function: { name: name ?? "", arguments: typeof json === "string" ? json : "" },
    };
  }

  /** The call that a piece continues; undefined when it opens one. */
  #find(piece: Json, name: string | undefined): OpenCall | undefined {
    const id = text(piece["id"]);
    const byId = id === undefined ? undefined : this.#open.find(({ engineId }) => engineId === id);
    if (byId !== undefined) return byId;
    const index = number(piece["index"]);
    if (index === undefined)
      return name === undefined && id === undefined ? this.#open.at(-1) : undefined;
    const byIndex = this.#open.findLast(({ engineIndex }) => engineIndex === index);
    // The same index with another id and a name again is another call.
    const isAnother = id !== undefined && name !== undefined && byIndex?.engineId !== undefined;
    return isAnother ? undefined : byIndex;
  }
}
