import type { FinishReason, Usage } from "fireworks-client/wire";
import type { AnswerWriter } from "../adapters/chat-adapter.js";
import type { NamedEvent } from "../adapters/named-event.js";
import type { ErrorFacts } from "../adapters/error-words.js";
import type { Said } from "../adapters/said-in-chunk.js";
import { OpenCall, type OpenItem, OpenMessage, OpenReasoning } from "./open-item.js";
import type { OutputItem, OutputItems } from "./output-items.js";
import { endOf, type ResponseBody, type ResponseState, toUsage } from "./response-body.js";

export interface WriterParts {
  items: OutputItems;
  maxCalls: number;
  /** The body with what is known so far. */
  body(state: Omit<ResponseState, "id" | "created_at">): ResponseBody;
  save(body: ResponseBody): void;
}

const RUNNING = {
  status: "in_progress",
  usage: null,
  error: null,
  incomplete_details: null,
} as const;

/** The stream of a response: its items one after the other, each begun, filled and ended. */
export class ResponseWriter implements AnswerWriter {
  readonly #parts: WriterParts;
  readonly #items: OpenItem[] = [];
  readonly #calls = new Map<number, OpenCall>();
  #open: OpenItem | undefined;
  #leftOutCalls = false;
  #finish: FinishReason = "stop";
  #usage: Usage | undefined;
  #sequence = 0;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  begin(): NamedEvent[] {
    const response = this.#parts.body({ ...RUNNING, output: [] });
    return this.#numbered([
      { type: "response.created", response },
      { type: "response.in_progress", response },
    ]);
  }

  take(said: Said): NamedEvent[] {
    return this.#numbered(this.#events(said));
  }

  end(): NamedEvent[] {
    const cut = this.#finish === "length";
    const closed = this.#close(cut ? "incomplete" : "completed");
    const end = endOf(this.#finish, this.#leftOutCalls);
    const output = this.#output(cut ? "incomplete" : "completed");
    const usage = toUsage(this.#usage);
    const response = this.#parts.body({ ...end, output, usage, error: null });
    this.#parts.save(response);
    return this.#numbered([...closed, { type: `response.${end.status}`, response }]);
  }

  fail({ code, message }: ErrorFacts): NamedEvent[] {
    const response = this.#parts.body({
      ...RUNNING,
      status: "failed",
      output: this.#output("incomplete"),
      error: { code, message },
    });
    return this.#numbered([{ type: "response.failed", response }]);
  }

  #events(said: Said): NamedEvent[] {
    switch (said.kind) {
      case "reasoning":
        return this.#in(OpenReasoning, (open) => open.add(said.text));
      case "text":
        return this.#in(OpenMessage, (open) => open.add(said.text, said.logprobs));
      case "call":
        return this.#startCall(said);
      case "arguments":
        return this.#calls.get(said.index)?.add(said.text) ?? [];
      case "finish":
        this.#finish = said.reason;
        return [];
      case "usage":
        this.#usage = said.usage;
        return [];
    }
  }

  /** Adds to the item that is open if it is of that kind, else to a new one. */
  #in<Item extends OpenItem>(
    Kind: new (place: { index: number; items: OutputItems }) => Item,
    add: (open: Item) => NamedEvent[],
  ): NamedEvent[] {
    if (this.#open instanceof Kind) return add(this.#open);
    const item = new Kind(this.#place());
    return [...this.#start(item), ...add(item)];
  }

  #startCall({ index, id, name }: Said & { kind: "call" }): NamedEvent[] {
    if (this.#calls.size >= this.#parts.maxCalls) {
      this.#leftOutCalls = true;
      return [];
    }
    const called = { call_id: id, name };
    const item = new OpenCall(this.#place(), this.#calls.size, called);
    this.#calls.set(index, item);
    return this.#start(item);
  }

  #place(): { index: number; items: OutputItems } {
    return { index: this.#items.length, items: this.#parts.items };
  }

  #start(item: OpenItem): NamedEvent[] {
    const closed = this.#close("completed");
    this.#open = item;
    this.#items.push(item);
    return [...closed, ...item.begin()];
  }

  #close(status: "completed" | "incomplete"): NamedEvent[] {
    const events = this.#open?.end(status) ?? [];
    this.#open = undefined;
    return events;
  }

  /** Only the last item can have been cut. */
  #output(lastStatus: "completed" | "incomplete"): OutputItem[] {
    const last = this.#items.length - 1;
    return this.#items.map((item, at) => item.item(at === last ? lastStatus : "completed"));
  }

  #numbered(events: NamedEvent[]): NamedEvent[] {
    return events.map((event) => {
      const { type, ...fields } = event;
      this.#sequence += 1;
      return { type, sequence_number: this.#sequence - 1, ...fields };
    });
  }
}
