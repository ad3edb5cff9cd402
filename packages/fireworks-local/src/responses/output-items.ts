import type {
  ChatCompletionChoice,
  ChatCompletionResponse,
  TokenLogprob,
} from "fireworks-client/wire";

export type ItemStatus = "in_progress" | "completed" | "incomplete";

export interface ReasoningOutput {
  id: string;
  type: "reasoning";
  summary: { type: "summary_text"; text: string }[];
  status: ItemStatus;
}

export interface MessageOutput {
  id: string;
  type: "message";
  role: "assistant";
  content: TextPart[];
  status: ItemStatus;
}

export interface TextPart {
  type: "output_text";
  text: string;
  annotations: never[];
  logprobs?: object[];
}

export interface CallOutput {
  id: string;
  type: "function_call";
  call_id: string;
  name: string;
  arguments: string;
  status: ItemStatus;
}

export type OutputItem = ReasoningOutput | MessageOutput | CallOutput;

/** The items of one response get their ids from its own. */
export class OutputItems {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  reasoning(text: string, status: ItemStatus): ReasoningOutput {
    const summary = text === "" ? [] : [{ type: "summary_text" as const, text }];
    return { id: `rs_${this.#key}`, type: "reasoning", summary, status };
  }

  message(content: TextPart[], status: ItemStatus): MessageOutput {
    return { id: `msg_${this.#key}`, type: "message", role: "assistant", content, status };
  }

  call(
    place: number,
    call: Pick<CallOutput, "call_id" | "name" | "arguments" | "status">,
  ): CallOutput {
    return { id: `fc_${this.#key}${place}`, type: "function_call", ...call };
  }
}

export function textPart(text: string, logprobs: readonly TokenLogprob[] | undefined): TextPart {
  return {
    type: "output_text",
    text,
    annotations: [],
    ...(logprobs?.length ? { logprobs: logprobs.map(toLogprob) } : {}),
  };
}

/** OpenAI's four keys of the chat's many. */
export function toLogprob({ token, logprob, bytes, top_logprobs }: TokenLogprob): object {
  return {
    token,
    logprob,
    bytes: bytes ?? [],
    top_logprobs: (top_logprobs ?? []).map((other) => ({
      token: other.token,
      logprob: other.logprob,
      bytes: other.bytes ?? [],
    })),
  };
}

/** Everything a whole chat answer says, in the order it was written: only the last can have been cut. */
export function outputOf(
  { choices }: ChatCompletionResponse,
  items: OutputItems,
  maxCalls: number,
): OutputItem[] {
  const [choice] = choices;
  if (choice === undefined) return [];
  const { reasoning_content: reasoning, content, tool_calls: calls } = choice.message;
  const output: OutputItem[] = [];
  if (reasoning) output.push(items.reasoning(reasoning, "completed"));
  if (content) output.push(items.message([textPart(content, logprobsOf(choice))], "completed"));
  for (const [place, { id, function: called }] of (calls ?? []).slice(0, maxCalls).entries())
    output.push(
      items.call(place, {
        call_id: id ?? `call_${place}`,
        name: called.name ?? "",
        arguments: called.arguments ?? "",
        status: "completed",
      }),
    );
  const last = output.at(-1);
  if (last !== undefined && choice.finish_reason === "length") last.status = "incomplete";
  return output;
}

function logprobsOf({ logprobs }: ChatCompletionChoice): TokenLogprob[] | undefined {
  return logprobs && "content" in logprobs ? (logprobs.content ?? undefined) : undefined;
}
