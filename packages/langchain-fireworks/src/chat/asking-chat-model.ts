import type { BaseMessage } from "@langchain/core/messages";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { BatchCallParts } from "./batch-call.js";
import type {
  ArrivingAnswer,
  CallContext,
  PreparedCall,
  StreamRequest,
  WholeAnswer,
} from "./chat-calls.js";
import { overloadPlan } from "../settings/generation-context.js";
import { type OverloadFallback, withOverloadFallback } from "../calls/overload-policy.js";
import { exceedsNonStreamCap, type OutputBudget, wholeByStream } from "../calls/whole-or-stream.js";
import {
  contextOf,
  type RequestSettings,
  requestContext,
  requestSettings,
  streamSettings,
} from "./chat-request.js";
import { ConfiguredChatModel } from "./configured-chat-model.js";
import { messagesToWire } from "../convert/messages-to-wire.js";
import { askedModel } from "../models/asked-model.js";
import { baseModelName } from "../models/base-model.js";
import { ignoredSettings } from "../models/ignored-settings.js";
import { messageOptions } from "./message-options.js";
import { type AnswerKind, hasOwnOptions, StandingParts } from "./standing-parts.js";
import { checkReasoning } from "../settings/reasoning-effort.js";
import { parametersToWire } from "../settings/parameter-levels.js";

/** Everything of a call but its messages. */
type CallParts = Pick<BatchCallParts, "settings" | "history"> & { context: CallContext };

/** A configured model that asks: it makes a request of messages and options, and sends or shows it. */
export abstract class AskingChatModel extends ConfiguredChatModel {
  /** @internal What calls without options of their own share. */
  protected readonly standing: StandingParts<CallParts> = new StandingParts();

  /** @internal The request of a call as `invoke` sends it, or as `stream` does if `asStream` is set. */
  protected prepare(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    asStream: boolean | undefined,
  ): PreparedCall<ChatCompletionRequest> {
    if (asStream === true && !this.disableStreaming) return this.prepareStream(messages, options);
    if (this.generatesByStream(options)) {
      return this.prepareStream(messages, wholeByStream(options));
    }
    return this.prepareWhole(messages, options);
  }

  /** @internal Whether `invoke` fetches its answer as a stream from the start. */
  protected generatesByStream(options: this["ParsedCallOptions"]): boolean {
    if (this.streaming) return true;
    return this.streamLargeOutputs && exceedsNonStreamCap(this.budgetOf(options));
  }

  private budgetOf(options: this["ParsedCallOptions"]): OutputBudget {
    if (hasOwnOptions(options)) return parametersToWire(this, options);
    return this.preparation("whole", options).settings;
  }

  /** @internal */
  protected prepareWhole(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    fallback?: OverloadFallback,
  ): PreparedCall<ChatCompletionRequest> {
    const { settings, history, context } = this.preparation("whole", options, fallback);
    return { request: { ...settings, messages: messagesToWire(messages, history) }, context };
  }

  private prepareStream(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    fallback?: OverloadFallback,
  ): PreparedCall<StreamRequest> {
    const { settings, history, context } = this.preparation("stream", options, fallback);
    const request = { ...settings, messages: messagesToWire(messages, history) };
    return { request: request as StreamRequest, context };
  }

  /** @internal Everything of a call but its messages. */
  protected preparation(
    kind: AnswerKind,
    options: this["ParsedCallOptions"],
    fallback?: OverloadFallback,
  ): CallParts {
    if (fallback !== undefined || hasOwnOptions(options)) {
      return this.workedOut(kind, options, fallback);
    }
    const parts = this.standing.of(kind, this, () => this.workedOut(kind, options));
    const context = contextOf(parts.context, options.signal, this.callAffinity);
    return context === parts.context ? parts : { ...parts, context };
  }

  private workedOut(
    kind: AnswerKind,
    options: this["ParsedCallOptions"],
    fallback?: OverloadFallback,
  ): CallParts {
    const settings =
      kind === "whole" ? requestSettings(this, options) : streamSettings(this, options);
    this.checkCall(settings, options);
    const history = messageOptions(this, options, {
      settings,
      profile: this.profileFor(options),
    });
    return { settings, history, context: requestContext(this, options, settings, fallback) };
  }

  /**
   * Refuses, or warns of, what the asked model cannot do. Apart from the reading of the settings,
   * which tracing and caching do as well: there a refusal would come before the run has begun.
   */
  private checkCall(settings: RequestSettings, options: this["ParsedCallOptions"]): void {
    checkReasoning(this, options, this.warn);
    const { id, baseModel } = askedModel(this, options);
    const ignored = ignoredSettings(settings, baseModelName(id, baseModel));
    for (const warning of ignored) this.warn(warning);
    this.checkTools(settings.tools, options);
  }

  /** @internal */
  protected askWhole(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): Promise<WholeAnswer> {
    return this.fallingBack(options, (call, fallback) => {
      const { request, context } = this.prepareWhole(messages, call, fallback);
      return this.calls.whole(request, context);
    });
  }

  /** @internal Resolves with the first event: what fails later does not fall back. */
  protected askStream(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): Promise<ArrivingAnswer> {
    return this.fallingBack(options, (call, fallback) => {
      const { request, context } = this.prepareStream(messages, call, fallback);
      return this.calls.stream(request, context);
    });
  }

  /** Asks by the overload policy: each alternative is a call of its own, checked and built anew. */
  private fallingBack<Answer>(
    options: this["ParsedCallOptions"],
    ask: (call: this["ParsedCallOptions"], fallback?: OverloadFallback) => Promise<Answer>,
  ): Promise<Answer> {
    const tier = () => parametersToWire(this, options).service_tier;
    const plan = overloadPlan(this, options, tier);
    return withOverloadFallback(plan, async (change, fallback) =>
      ask(fallback === undefined ? options : { ...options, ...change }, fallback),
    );
  }
}
