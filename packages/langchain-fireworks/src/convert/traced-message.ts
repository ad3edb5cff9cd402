import {
  type BaseMessage,
  convertToOpenAIImageBlock,
  isBase64ContentBlock,
  isURLContentBlock,
} from "@langchain/core/messages";

/** A message as tracers show it: core's own blocks of data as images by URL, which they can draw. */
export function tracedMessage(message: BaseMessage): BaseMessage {
  const { content } = message;
  if (typeof content === "string" || !content.some(isData)) return message;
  const Message = message.constructor as new (fields: object) => BaseMessage;
  const shown = content.map((block) => (isData(block) ? convertToOpenAIImageBlock(block) : block));
  return new Message({ ...message, content: shown });
}

type DataBlock = Parameters<typeof convertToOpenAIImageBlock>[0];

function isData(block: object): block is DataBlock {
  return isURLContentBlock(block) || isBase64ContentBlock(block);
}
