import type { BaseMessage } from "@langchain/core/messages";
import type { ChatCompletionRequest, ChatMessage } from "fireworks-client/wire";
import type { ArrivingAnswer, PreparedCall, StreamRequest, WholeAnswer } from "./chat-calls.js";
import {
  exceedsNonStreamCap,
  overloadPlan,
  type RequestSettings,
  requestContext,
  requestSettings,
  streamSettings,
} from "./chat-request.js";
import { ConfiguredChatModel } from "./configured-chat-model.js";
import { messagesToWire } from "./convert/messages-to-wire.js";
import { baseModelName } from "./models/base-model.js";
import { ignoredSettings } from "./models/ignored-settings.js";
import { messageOptions } from "./message-options.js";
import { type OverloadFallback, withOverloadFallback } from "./overload-policy.js";

/** A configured model that asks: it makes a request of messages and options, and sends or shows it. */
export abstract class AskingChatModel extends ConfiguredChatModel {
  /** The request of a call as `invoke` sends it, or as `stream` does if `asStream` is set. */
  protected prepare(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    asStream: boolean | undefined,
  ): PreparedCall<ChatCompletionRequest> {
    if (asStream === true) return this.prepareStream(messages, options);
    if (this.generatesByStream(options)) {
      return this.prepareStream(messages, wholeByStream(options));
    }
    return this.prepareWhole(messages, options);
  }

  /** Whether `invoke` fetches its answer as a stream from the start. */
  protected generatesByStream(options: this["ParsedCallOptions"]): boolean {
    if (this.streaming) return true;
    return this.streamLargeOutputs && exceedsNonStreamCap(requestSettings(this, options));
  }

  protected prepareWhole(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    fallback?: OverloadFallback,
  ): PreparedCall<ChatCompletionRequest> {
    this.checkCall(options);
    const settings = requestSettings(this, options);
    this.warnOfIgnored(settings, options);
    const context = requestContext(this, options, settings, fallback);
    return { request: { ...settings, messages: this.wireMessages(messages, options) }, context };
  }

  private prepareStream(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    fallback?: OverloadFallback,
  ): PreparedCall<StreamRequest> {
    this.checkCall(options);
    const settings = streamSettings(this, options);
    this.warnOfIgnored(settings, options);
    const context = requestContext(this, options, settings, fallback);
    return { request: { ...settings, messages: this.wireMessages(messages, options) }, context };
  }

  private warnOfIgnored(settings: RequestSettings, options: this["ParsedCallOptions"]): void {
    const base = baseModelName(settings.model, options.baseModel ?? this.baseModel);
    for (const warning of ignoredSettings(settings, base)) this.warn(warning);
  }

  private wireMessages(messages: BaseMessage[], options: this["ParsedCallOptions"]): ChatMessage[] {
    return messagesToWire(messages, messageOptions(this, options));
  }

  protected askWhole(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): Promise<WholeAnswer> {
    return this.fallingBack(options, (call, fallback) => {
      const { request, context } = this.prepareWhole(messages, call, fallback);
      this.checkTools(request, call);
      return this.calls.whole(request, context);
    });
  }

  /** Resolves with the first event: what fails later does not fall back. */
  protected askStream(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): Promise<ArrivingAnswer> {
    return this.fallingBack(options, (call, fallback) => {
      const { request, context } = this.prepareStream(messages, call, fallback);
      this.checkTools(request, call);
      return this.calls.stream(request, context);
    });
  }

  /** Asks by the overload policy: each alternative is a call of its own, checked and built anew. */
  private fallingBack<Answer>(
    options: this["ParsedCallOptions"],
    ask: (call: this["ParsedCallOptions"], fallback?: OverloadFallback) => Promise<Answer>,
  ): Promise<Answer> {
    const plan = overloadPlan(this, options, this.warn);
    return withOverloadFallback(plan, async (change, fallback) =>
      ask({ ...options, ...change }, fallback),
    );
  }
}

/** An answer that is fetched as a stream and put together has its usage, as a whole one has. */
export const wholeByStream = <Options extends object>(options: Options): Options => ({
  ...options,
  streamUsage: true,
});
