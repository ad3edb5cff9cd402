import type { FinishReason, Usage } from "fireworks-client/wire";
import type { AnswerFacts, AnswerWriter } from "../adapters/chat-adapter.js";
import type { NamedEvent } from "../adapters/named-event.js";
import { ERROR_EVENTS, type ErrorFacts } from "../adapters/error-words.js";
import type { Said } from "../adapters/said-in-chunk.js";
import {
  type MessageBody,
  type OutputBlock,
  stopOf,
  textBlock,
  thinkingBlock,
  toolUseId,
  toUsage,
} from "./message-body.js";

/** The stream of a message: one block after the other, each begun, filled and ended. */
export class MessageWriter implements AnswerWriter {
  readonly #head: Pick<MessageBody, "id" | "model">;
  readonly #facts: AnswerFacts;
  /** By its kind, and for calls its number: what the block that is open is filled with. */
  #open: string | undefined;
  #blocks = 0;
  readonly #calls = new Map<number, number>();
  #finish: FinishReason = "stop";
  #usage: Usage | undefined;

  constructor(head: Pick<MessageBody, "id" | "model">, facts: AnswerFacts) {
    this.#head = head;
    this.#facts = facts;
  }

  begin(): NamedEvent[] {
    const { promptTokens, cachedTokens } = this.#facts;
    const usage = toUsage({
      prompt_tokens: promptTokens,
      total_tokens: promptTokens,
      prompt_tokens_details: { cached_tokens: cachedTokens },
    });
    const { id, model } = this.#head;
    const message = {
      id,
      type: "message",
      role: "assistant",
      content: [],
      model,
      stop_reason: null,
      stop_sequence: null,
      usage,
    };
    return [{ type: "message_start", message }, { type: "ping" }];
  }

  take(said: Said): NamedEvent[] {
    switch (said.kind) {
      case "reasoning":
        return this.#fill("thinking", thinkingBlock(""), {
          type: "thinking_delta",
          thinking: said.text,
        });
      case "text":
        return this.#fill("text", textBlock(""), { type: "text_delta", text: said.text });
      case "call":
        return this.#startCall(said);
      case "arguments":
        return [this.#delta(this.#calls.get(said.index) ?? this.#blocks - 1, said.text)];
      case "finish":
        this.#finish = said.reason;
        return [];
      case "usage":
        this.#usage = said.usage;
        return [];
    }
  }

  end(): NamedEvent[] {
    const { output_tokens } = toUsage(this.#usage);
    return [
      ...this.#close(),
      {
        type: "message_delta",
        delta: stopOf(this.#finish, this.#facts.stopWord),
        usage: { output_tokens },
      },
      { type: "message_stop" },
    ];
  }

  fail(facts: ErrorFacts): NamedEvent[] {
    return [ERROR_EVENTS.messages(facts)];
  }

  #fill(kind: string, empty: OutputBlock, delta: object): NamedEvent[] {
    const begun = this.#open === kind ? [] : this.#start(kind, empty);
    return [...begun, { type: "content_block_delta", index: this.#blocks - 1, delta }];
  }

  #startCall({ index, id, name }: Said & { kind: "call" }): NamedEvent[] {
    const block: OutputBlock = { type: "tool_use", id: toolUseId(id), name, input: {} };
    const begun = this.#start(`call ${index}`, block);
    this.#calls.set(index, this.#blocks - 1);
    return begun;
  }

  #delta(index: number, partial: string): NamedEvent {
    const delta = { type: "input_json_delta", partial_json: partial };
    return { type: "content_block_delta", index, delta };
  }

  #start(kind: string, block: OutputBlock): NamedEvent[] {
    const closed = this.#close();
    this.#open = kind;
    this.#blocks += 1;
    return [
      ...closed,
      { type: "content_block_start", index: this.#blocks - 1, content_block: block },
    ];
  }

  #close(): NamedEvent[] {
    if (this.#open === undefined) return [];
    this.#open = undefined;
    return [{ type: "content_block_stop", index: this.#blocks - 1 }];
  }
}
