import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { isRecord } from "../convert/unknown-values.js";
import { findJson } from "./json-answer.js";
import { PartialJson } from "../convert/partial-json.js";
import type { StructuredOutputFailure } from "./structured-output-error.js";

/** A whole message, or a piece of one. */
export type Answer = AIMessage | AIMessageChunk;

/** The text an object is read from, or why there is none. */
export type WrittenAnswer = { text: string } | { reason: StructuredOutputFailure; text: string };

/** Where the JSON of an answer stands: in its text, or in the arguments of a tool call. */
export interface AnswerSource {
  whole(answer: Answer): WrittenAnswer;
  /** A reader of one stream. */
  open(): PartialAnswer;
}

/** The object as it grows. */
export interface PartialAnswer {
  readonly json: PartialJson;
  push(piece: Answer): void;
  /** `undefined` until it begins. */
  value(): unknown;
}

/** The text of the message. */
export const CONTENT: AnswerSource = {
  whole(answer) {
    const { text } = answer;
    if (text.trim() !== "") return { text };
    return { text, reason: answer.tool_calls?.length ? "called_tools" : "empty" };
  },
  open() {
    const json = new PartialJson();
    const find = findJson();
    return {
      json,
      push: ({ text }) => json.push(find(text)),
      value: () => json.snapshot(),
    };
  },
};

/** The arguments of the first call of a tool. */
export function argumentsOf(tool: string): AnswerSource {
  return {
    whole({ text, tool_calls: calls, invalid_tool_calls: invalid }) {
      const call = calls?.find(({ name }) => name === tool);
      if (call !== undefined) return { text: JSON.stringify(call.args) };
      const broken = invalid?.find(({ name }) => name === tool);
      return broken === undefined ? { text, reason: "not_called" } : { text: broken.args ?? "" };
    },
    open() {
      const calls = new CallArguments(tool);
      const json = new PartialJson();
      return {
        json,
        push: (piece) => json.push(calls.push(piece)),
        value() {
          const value = json.snapshot();
          // Some models write the object as a text: that text is not the object growing.
          return isRecord(value) ? value : undefined;
        },
      };
    },
  };
}

/** Finds the new part of one tool's arguments in the pieces of several calls; a name may come late. */
class CallArguments {
  readonly #tool: string;
  readonly #waiting = new Map<number | string | undefined, string>();
  #found: { index: number | string | undefined } | undefined;

  constructor(tool: string) {
    this.#tool = tool;
  }

  push(piece: Answer): string {
    const chunks = "tool_call_chunks" in piece ? (piece.tool_call_chunks ?? []) : [];
    return chunks.map((chunk) => this.#take(chunk)).join("");
  }

  #take({ index, name, args = "" }: { index?: number; name?: string; args?: string }): string {
    if (this.#found !== undefined) return this.#found.index === index ? args : "";
    const written = (this.#waiting.get(index) ?? "") + args;
    this.#waiting.set(index, written);
    if (name !== this.#tool) return "";
    this.#found = { index };
    return written;
  }
}
