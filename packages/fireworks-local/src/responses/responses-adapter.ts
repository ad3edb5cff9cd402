import type { ChatAdapter, Exchange } from "../adapters/chat-adapter.js";
import { canonicalJson } from "../json/canonical-json.js";
import type { Accepted } from "../requests/read-request.js";
import { OutputItems, outputOf } from "./output-items.js";
import {
  endOf,
  type ResponseBody,
  type ResponseState,
  toResponseBody,
  toUsage,
} from "./response-body.js";
import type { ResponseRequest } from "./response-request.js";
import { checkResponseRules } from "./response-rules.js";
import { RESPONSE_REQUEST_SHAPE } from "./response-schema.js";
import { ResponseWriter } from "./response-writer.js";
import type { StoredResponses } from "./stored-responses.js";
import { itemsOf, toChat } from "./to-chat.js";

interface ResponseMemory {
  responses: StoredResponses;
  seed: number;
}

/** `POST /responses`, OpenAI's vocabulary (contract 6.4). */
export const responsesAdapter: ChatAdapter<ResponseRequest, ResponseMemory> = {
  path: "/responses",
  rules: {
    shapeFor: () => RESPONSE_REQUEST_SHAPE,
    findModel: (catalogue, id) => catalogue.findChat(id),
    check: checkResponseRules,
  },
  open: openExchange,
};

/** 2026-10-06, as of all answers here: the same request and seed give the same bytes. */
const CREATED = 1_791_244_800;

function openExchange(
  { request }: Accepted<ResponseRequest>,
  { responses, seed }: ResponseMemory,
): Exchange {
  const before = responses.historyOf(request.previous_response_id);
  const { stream: _stream, ...said } = request;
  const key = responses.newKey(`${seed}:${canonicalJson(said)}`);
  const isStored = request.store !== false;
  const id = isStored ? `resp_${key}` : null;
  const items = new OutputItems(key);
  const maxCalls = request.max_tool_calls ?? Infinity;
  const body = (state: Omit<ResponseState, "id" | "created_at">): ResponseBody =>
    toResponseBody(request, { ...state, id, created_at: CREATED });
  const save = (saved: ResponseBody): void => {
    if (id !== null) responses.save(id, saved, itemsOf(request));
  };
  return {
    chat: toChat(request, before),
    whole: (answer) => {
      const [choice] = answer.choices;
      const leftOut = (choice?.message.tool_calls?.length ?? 0) > maxCalls;
      const whole = body({
        ...endOf(choice?.finish_reason, leftOut),
        output: outputOf(answer, items, maxCalls),
        usage: toUsage(answer.usage),
        error: null,
      });
      save(whole);
      return whole;
    },
    writer: () => new ResponseWriter({ items, maxCalls, body, save }),
  };
}
