import type { ChatCompletionRequest, ContentPart } from "fireworks-client/wire";
import { partsOf } from "./message-text.js";
import { invalidRequest, type Refusal } from "./refusal.js";

/** Contract 2.2: what Fireworks' guides say of images. No source has the texts of these refusals. */
const MOST_IMAGES = 30;
const MOST_IMAGE_BYTES = 10 * 1024 * 1024;
export const CHAT_IMAGES: RegExp =
  /^data:image\/(png|jpe?g|gif|(x-ms-)?bmp|tiff|ppm|x-portable-pixmap);/i;

/** What the shape of a message cannot say: parts must hold what they name, and images have limits. */
export function checkMessages(request: ChatCompletionRequest, images: RegExp): Refusal | undefined {
  return checkContents(request) ?? checkParts(request) ?? checkImages(request, images);
}

/** Only an assistant may have said nothing, as beside tool calls (contract 2.2). */
function checkContents({ messages }: ChatCompletionRequest): Refusal | undefined {
  const empty = messages.findIndex(
    ({ role, content }) => role !== "assistant" && (content ?? null) === null,
  );
  return empty < 0
    ? undefined
    : invalidRequest(`Field required, field: 'messages[${empty}].content'`).at(
        `messages[${empty}].content`,
      );
}

function checkParts(request: ChatCompletionRequest): Refusal | undefined {
  for (const [index, message] of request.messages.entries()) {
    for (const [at, part] of partsOf(message).entries()) {
      const path = `messages[${index}].content.list[ChatMessageContent][${at}]`;
      const plain = `messages[${index}].content[${at}]`;
      if (Reflect.get(part, part.type) == null)
        return invalidRequest(`Field required, field: '${path}.${part.type}'`).at(
          `${plain}.${part.type}`,
        );
      if (message.role === "system" && part.type !== "text")
        return invalidRequest(`System messages may only contain text, field: '${path}'`).at(plain);
    }
  }
  return undefined;
}

function checkImages(request: ChatCompletionRequest, images: RegExp): Refusal | undefined {
  return checkImageUrls(request.messages.flatMap(partsOf).flatMap(imageUrl), images);
}

/** The limits hold for all images of a request together, wherever they stand in it. */
export function checkImageUrls(
  urls: readonly string[],
  formats: RegExp = CHAT_IMAGES,
): Refusal | undefined {
  if (urls.length > MOST_IMAGES)
    return invalidRequest(`At most ${MOST_IMAGES} images are allowed, got ${urls.length}`);
  const inline = urls.filter((url) => url.startsWith("data:"));
  const unreadable = inline.find((url) => !formats.test(url));
  if (unreadable !== undefined)
    return invalidRequest(`Unsupported image format: ${unreadable.slice(5, 40).split(/[;,]/)[0]}`);
  const bytes = inline.reduce((sum, url) => sum + (url.length - url.indexOf(",")) * 0.75, 0);
  return bytes > MOST_IMAGE_BYTES
    ? invalidRequest("The total size of base64 encoded images must be less than 10MB")
    : undefined;
}

function imageUrl(part: ContentPart): string[] {
  return part.type === "image_url" ? [part.image_url.url] : [];
}
