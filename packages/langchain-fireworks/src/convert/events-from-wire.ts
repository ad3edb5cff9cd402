import type { ContentBlock } from "@langchain/core/messages";
import type { ChatModelStreamEvent, FinishReason } from "@langchain/core/language_models/event";
import type {
  ChatCompletionChunk,
  ChatCompletionDelta,
  ChatCompletionResponse,
} from "fireworks-client/wire";
import {
  createToolCallTracker,
  finishToolCalls,
  reasoningText,
  trackToolCalls,
  type ToolCallTracker,
  type TrackedToolCallDelta,
} from "fireworks-client";
import { metadataFromWire, type RequestedMetadata } from "./metadata-from-wire.js";
import { refusalOf } from "./refusal-from-wire.js";
import { endsWithBudget, readCall } from "./tool-calls-from-wire.js";
import { usageFromWire } from "./usage-from-wire.js";

type Prose = { kind: "text" | "reasoning"; index: number; text: string };
type Call = { kind: "call"; index: number; id?: string; name?: string; args: string };

/** The content blocks that are open, and where the next one goes. */
export interface EventState {
  started: boolean;
  nextIndex: number;
  prose: Prose | undefined;
  readonly calls: Call[];
  readonly toolCalls: ToolCallTracker;
  readonly requested: RequestedMetadata;
}

export function initialEventState(requested: RequestedMetadata): EventState {
  return {
    started: false,
    nextIndex: 0,
    prose: undefined,
    calls: [],
    toolCalls: createToolCallTracker(),
    requested,
  };
}

/**
 * A wire chunk as core's native stream events (`streamEvents` v3). Prose blocks follow one another
 * and end when the next begins, so text before and after a call stay apart; tool calls may grow
 * side by side and end with the message. A message is one choice, the first; the deltas of others
 * are `provider` events.
 */
export function eventsFromWire(
  state: EventState,
  wire: ChatCompletionChunk,
): ChatModelStreamEvent[] {
  const events: ChatModelStreamEvent[] = [];
  if (!state.started) {
    state.started = true;
    events.push({ event: "message-start", id: wire.id });
  }
  if (state.requested.withRaw) events.push(providerEvent(wire.object, wire));
  for (const choice of wire.choices ?? []) {
    if ((choice?.index ?? 0) === 0) events.push(...deltaEvents(state, choice?.delta));
    else events.push(providerEvent("choice.delta", choice));
  }
  return events;
}

function providerEvent(name: string, payload: object): ChatModelStreamEvent {
  return { event: "provider", provider: "fireworks", name, payload };
}

function deltaEvents(
  state: EventState,
  delta: ChatCompletionDelta | null | undefined,
): ChatModelStreamEvent[] {
  if (!delta) return [];
  const events: ChatModelStreamEvent[] = [];
  events.push(...proseEvents(state, "reasoning", reasoningText(delta) ?? ""));
  events.push(
    ...proseEvents(state, "text", typeof delta.content === "string" ? delta.content : ""),
  );
  for (const call of trackToolCalls(state.toolCalls, delta.tool_calls)) {
    events.push(...callEvents(state, call));
  }
  return events;
}

/**
 * Ends what is open, gives every other choice as a whole, and closes the message with usage and
 * metadata, each said once.
 */
export function closingEvents(
  state: EventState,
  received: ChatCompletionResponse,
): ChatModelStreamEvent[] {
  const { requested } = state;
  const events: ChatModelStreamEvent[] = [];
  for (const call of finishToolCalls(state.toolCalls, received.id)) {
    events.push(...callEvents(state, call));
  }
  events.push(...finishProse(state));
  const [choice, ...others] = received.choices;
  events.push(...finishCalls(state, endsWithBudget(choice?.finish_reason)));
  events.push(...refusalEvents(state, refusalOf(choice)));
  events.push(...others.map((other) => providerEvent("choice", other)));
  const usage = requested.withUsage ? usageFromWire(received.usage) : undefined;
  const reason = sharedReason(choice?.finish_reason);
  events.push({
    event: "message-finish",
    ...(reason && { reason }),
    ...(usage && { usage }),
    responseMetadata: metadataFromWire(received, choice, requested),
  });
  return events;
}

function proseEvents(state: EventState, kind: Prose["kind"], text: string): ChatModelStreamEvent[] {
  if (text === "") return [];
  const events: ChatModelStreamEvent[] = [];
  if (state.prose?.kind !== kind) {
    events.push(...finishProse(state));
    state.prose = { kind, index: state.nextIndex++, text: "" };
    events.push({
      event: "content-block-start",
      index: state.prose.index,
      content: proseBlock(kind, ""),
    });
  }
  const { prose } = state;
  prose.text += text;
  events.push({
    event: "content-block-delta",
    index: prose.index,
    delta:
      kind === "text" ? { type: "text-delta", text } : { type: "reasoning-delta", reasoning: text },
  });
  return events;
}

function finishProse(state: EventState): ChatModelStreamEvent[] {
  const { prose } = state;
  if (!prose) return [];
  state.prose = undefined;
  const content = proseBlock(prose.kind, prose.text);
  return [{ event: "content-block-finish", index: prose.index, content }];
}

function proseBlock(kind: Prose["kind"], text: string): ContentBlock {
  return kind === "text" ? { type: "text", text } : { type: "reasoning", reasoning: text };
}

function callEvents(state: EventState, delta: TrackedToolCallDelta): ChatModelStreamEvent[] {
  const events = finishProse(state);
  let call = state.calls[delta.index];
  if (!call) {
    call = { kind: "call", index: state.nextIndex++, args: "" };
    state.calls[delta.index] = call;
    events.push({
      event: "content-block-start",
      index: call.index,
      content: {
        type: "tool_call_chunk",
        id: delta.id,
        name: delta.name,
        args: "",
        index: call.index,
      },
    });
  }
  call.id ??= delta.id;
  call.name ??= delta.name;
  if (delta.arguments !== "") {
    call.args += delta.arguments;
    events.push({
      event: "content-block-delta",
      index: call.index,
      delta: { type: "tool-call-delta", args: delta.arguments },
    });
  }
  return events;
}

function finishCalls({ calls }: EventState, isCut: boolean): ChatModelStreamEvent[] {
  return calls.map(({ id = "", name = "", args, index }, place) => {
    const isLast = place === calls.length - 1;
    const content: ContentBlock = {
      ...readCall({ id, name, arguments: args }, isCut && isLast),
    };
    return { event: "content-block-finish", index, content };
  });
}

function refusalEvents(state: EventState, said: { refusal?: string }): ChatModelStreamEvent[] {
  if (said.refusal === undefined) return [];
  const index = state.nextIndex++;
  const content: ContentBlock = { type: "refusal", refusal: said.refusal };
  return [
    { event: "content-block-start", index, content },
    { event: "content-block-finish", index, content },
  ];
}

/**
 * Core writes the event's `reason` over the metadata's `finish_reason`, and its word for
 * `tool_calls` is another. Only reasons both sides spell alike go into the event; the server's own
 * stands in `responseMetadata` always.
 */
function sharedReason(reason: string | null | undefined): FinishReason | undefined {
  return reason === "stop" || reason === "length" ? reason : undefined;
}
