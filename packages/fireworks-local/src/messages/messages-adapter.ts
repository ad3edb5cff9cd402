import type { ChatAdapter } from "../adapters/chat-adapter.js";
import { canonicalJson } from "../json/canonical-json.js";
import { hashText, SeededRandom } from "../random/seeded-random.js";
import { toMessageBody } from "./message-body.js";
import { checkMessagesRules } from "./message-rules.js";
import { MessageWriter } from "./message-writer.js";
import type { MessagesRequest } from "./messages-request.js";
import { MESSAGES_REQUEST_SHAPE } from "./messages-schema.js";
import { toChat } from "./to-chat.js";

/** `POST /messages`, Anthropic's vocabulary (contract 6.5). */
export const messagesAdapter: ChatAdapter<MessagesRequest, { seed: number }> = {
  path: "/messages",
  rules: {
    shapeFor: () => MESSAGES_REQUEST_SHAPE,
    findModel: (catalogue, id) => catalogue.findChat(id),
    check: checkMessagesRules,
  },
  open: ({ request }, { seed }) => {
    const head = { id: idOf(request, seed), model: request.model };
    return {
      chat: toChat(request),
      whole: (answer, { stopWord }) => toMessageBody(answer, { id: head.id, stopWord }),
      writer: (facts) => new MessageWriter(head, facts),
    };
  },
};

/** Before the chat has one, and streamed or not the same. */
function idOf({ stream: _stream, ...said }: MessagesRequest, seed: number): string {
  const random = new SeededRandom(hashText(`${seed}:${canonicalJson(said)}`));
  return `msg_${random.text(24, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")}`;
}
