import type { TokenLogprob } from "fireworks-client/wire";
import type { NamedEvent } from "../adapters/named-event.js";
import {
  type CallOutput,
  type ItemStatus,
  type OutputItem,
  type OutputItems,
  textPart,
  toLogprob,
} from "./output-items.js";

/** An item of a stream that is being written: the events of its beginning, its pieces and its end. */
export interface OpenItem {
  begin(): NamedEvent[];
  end(status: ItemStatus): NamedEvent[];
  /** As it stands. */
  item(status: ItemStatus): OutputItem;
}

/** Where the item stands, and who makes it. */
interface Place {
  index: number;
  items: OutputItems;
}

export class OpenReasoning implements OpenItem {
  #text = "";

  constructor(readonly place: Place) {}

  item(status: ItemStatus): OutputItem {
    return this.place.items.reasoning(this.#text, status);
  }

  begin(): NamedEvent[] {
    return [
      added(this.place, this.item("in_progress")),
      this.#event("summary_part.added", { part: { type: "summary_text", text: "" } }),
    ];
  }

  add(text: string): NamedEvent[] {
    this.#text += text;
    return [this.#event("summary_text.delta", { delta: text })];
  }

  end(status: ItemStatus): NamedEvent[] {
    const text = this.#text;
    return [
      this.#event("summary_text.done", { text }),
      this.#event("summary_part.done", { part: { type: "summary_text", text } }),
      done(this.place, this.item(status)),
    ];
  }

  #event(name: string, fields: object): NamedEvent {
    const { id } = this.item("in_progress");
    const at = { item_id: id, output_index: this.place.index, summary_index: 0 };
    return { type: `response.reasoning_${name}`, ...at, ...fields };
  }
}

export class OpenMessage implements OpenItem {
  #text = "";
  readonly #logprobs: TokenLogprob[] = [];

  constructor(readonly place: Place) {}

  item(status: ItemStatus): OutputItem {
    return this.place.items.message([textPart(this.#text, this.#logprobs)], status);
  }

  begin(): NamedEvent[] {
    const { index, items } = this.place;
    return [
      added({ index }, items.message([], "in_progress")),
      this.#event("content_part.added", { part: textPart("", undefined) }),
    ];
  }

  add(text: string, logprobs: readonly TokenLogprob[]): NamedEvent[] {
    this.#text += text;
    this.#logprobs.push(...logprobs);
    return [this.#event("output_text.delta", { delta: text, logprobs: logprobs.map(toLogprob) })];
  }

  end(status: ItemStatus): NamedEvent[] {
    const part = textPart(this.#text, this.#logprobs);
    return [
      this.#event("output_text.done", { text: part.text, logprobs: part.logprobs ?? [] }),
      this.#event("content_part.done", { part }),
      done(this.place, this.item(status)),
    ];
  }

  #event(name: string, fields: object): NamedEvent {
    const { index, items } = this.place;
    const { id } = items.message([], "in_progress");
    return {
      type: `response.${name}`,
      item_id: id,
      output_index: index,
      content_index: 0,
      ...fields,
    };
  }
}

export class OpenCall implements OpenItem {
  #arguments = "";

  constructor(
    readonly place: Place,
    /** Its number among the calls, from 0. */
    readonly number: number,
    readonly called: Pick<CallOutput, "call_id" | "name">,
  ) {}

  item(status: ItemStatus): OutputItem {
    const call = { ...this.called, arguments: this.#arguments, status };
    return this.place.items.call(this.number, call);
  }

  begin(): NamedEvent[] {
    return [added(this.place, this.item("in_progress"))];
  }

  add(text: string): NamedEvent[] {
    this.#arguments += text;
    return [this.#event("delta", { delta: text })];
  }

  end(status: ItemStatus): NamedEvent[] {
    return [
      this.#event("done", { arguments: this.#arguments }),
      done(this.place, this.item(status)),
    ];
  }

  #event(name: string, fields: object): NamedEvent {
    const { id } = this.item("in_progress");
    const at = { item_id: id, output_index: this.place.index };
    return { type: `response.function_call_arguments.${name}`, ...at, ...fields };
  }
}

function added({ index }: Pick<Place, "index">, item: OutputItem): NamedEvent {
  return { type: "response.output_item.added", output_index: index, item };
}

function done({ index }: Pick<Place, "index">, item: OutputItem): NamedEvent {
  return { type: "response.output_item.done", output_index: index, item };
}
