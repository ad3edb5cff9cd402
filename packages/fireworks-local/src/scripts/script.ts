import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { Answer } from "../answers/answer.js";
import type { Fault } from "../faults/fault.js";

/**
 * A scripted answer, or the turns of a conversation. A script is found by what a request says, never by
 * how many requests came before it, so that retries, parallel runs and replays are answered alike.
 */
export interface Script {
  /** For error texts. Default: the place in the file, or the number in the list. */
  name?: string;
  /** When it applies. Default: always. */
  when?: ScriptCondition;
  /** One answer, given whenever the script applies. Either this or `turns`. */
  answer?: ScriptedAnswer;
  /**
   * Answers one after the other. The next one is the one after those that stand in the request's
   * history, as the assistant's messages.
   */
  turns?: ScriptTurn[];
  /**
   * What happens in a conversation that has had the last turn. `restart` (the default): at the next
   * question that `when` fits, from the first turn. `repeat`: the last turn again and again. `pass`: the
   * script is over, as if it was not there. `refuse`: a refusal that says so.
   */
  afterLast?: AfterLast;
}

export type AfterLast = "restart" | "repeat" | "pass" | "refuse";

/** A text is the content. A function is called for every request it answers; it must be deterministic. */
export type ScriptedAnswer =
  | string
  | ScriptAnswer
  | ((request: ChatCompletionRequest) => string | ScriptAnswer);

/** An answer that may have conditions of its own beside the script's. */
export type ScriptTurn = ScriptedAnswer | (ScriptAnswer & { when?: ScriptCondition });

/** What a script answers: text, tool calls, an error, vectors or scores. */
export interface ScriptAnswer extends Answer {
  /** A refusal in place of an answer. In `turns` only the last may be one: it leaves no message behind. */
  error?: ErrorAnswer;
  /** For `/embeddings`: the vector of each input; the last one for all further inputs. */
  embeddings?: number[][];
  /** For `/rerank`: the score of each document, in the order of the request; 0 for further ones. */
  scores?: number[];
}

/** An error body of Fireworks, with the text and code that go with its status unless others are given. */
export type ErrorAnswer = Pick<
  Fault,
  "envelope" | "message" | "code" | "body" | "headers" | "retryAfter" | "shouldRetry"
> & {
  /** 400 to 599. */
  status: number;
};

/** A text that is looked for, or a pattern: a `RegExp`, or `/…/flags` as text. */
export type TextCondition = string | RegExp;

/** What a request must say; conditions that are left out hold always. */
export interface ScriptCondition {
  /** The endpoint. Default: those that the answer is good for. */
  endpoint?: ScriptEndpoint;
  /** The model as the request names it, or the last part of its id. */
  model?: TextCondition;
  /** Found in the text of the system messages. */
  system?: TextCondition;
  /** Found in the text of the last user message; of a completion in its prompt. */
  user?: TextCondition;
  /** Found in the text of any message. */
  message?: TextCondition;
  /** Found in the prompt of a completion. Never holds for chat. */
  prompt?: TextCondition;
  /** Names of tools that must all be offered; `false`: none are. */
  tools?: TextCondition | TextCondition[] | false;
  /** Tool results that just came in; `true`: any; `false`: none. Several must all be there. */
  toolResult?: ToolResultCondition | ToolResultCondition[] | boolean;
  /** The `type` of `response_format`; `text` also when there is none. */
  responseFormat?: "text" | "json_object" | "json_schema" | "grammar";
  /** Whether a stream is asked for. */
  stream?: boolean;
  /** Each key of the request's metadata must be this text, or fit the pattern. */
  metadata?: Record<string, TextCondition>;
  /** Sees the whole request, after it was found valid. Not in files. */
  predicate?: (request: ChatCompletionRequest) => boolean;
}

export type ScriptEndpoint = "chat" | "completions" | "embeddings" | "rerank";

/** A text that is found in a result, or also the name of the tool that was called. */
export type ToolResultCondition = TextCondition | { name?: TextCondition; text?: TextCondition };
