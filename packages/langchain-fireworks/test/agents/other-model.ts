import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { BaseChatModel, type BindToolsInput } from "@langchain/core/language_models/chat_models";
import { AIMessage, type AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";
import type { Runnable } from "@langchain/core/runnables";

/** A chat model of another provider: it fails or answers as told, and keeps the options it was given. */
export class OtherModel extends BaseChatModel {
  readonly seen: { messages: BaseMessage[]; options: Record<string, unknown> }[] = [];

  constructor(private readonly answer: string | Error = "Another provider's answer.") {
    super({ maxRetries: 0 });
  }

  override _llmType(): string {
    return "other";
  }

  override bindTools(
    tools: BindToolsInput[],
    options?: Partial<this["ParsedCallOptions"]>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk> {
    return this.withConfig({ ...options, tools } as Partial<this["ParsedCallOptions"]>);
  }

  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): Promise<ChatResult> {
    this.seen.push({ messages, options: { ...options } });
    if (this.answer instanceof Error) throw this.answer;
    return { generations: [{ text: this.answer, message: new AIMessage(this.answer) }] };
  }
}
