import type { ContentPart } from "fireworks-client/wire";
import { inputError } from "../errors/input-error.js";
import { base64Size, dataUrlSize } from "./base64.js";
import type { PlacedPart } from "./content-to-wire.js";
import type { Place } from "./media-payload.js";
import { sniffMediaType } from "./media-type.js";

/** Fireworks' documented limits (section 2.2 of the contract). Its "10 MB" is read as 10 MiB. */
const MAX_IMAGES = 30;
const MAX_BYTES = 10 * 1024 * 1024;
const IMAGE_TYPES: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/jpg",
  "image/gif",
  "image/bmp",
  "image/x-ms-bmp",
  "image/tiff",
  "image/ppm",
  "image/x-portable-pixmap",
]);

/**
 * Holds the media of a whole request against the limits, so that it is not refused after a long
 * upload. What is given by URL is Fireworks' to fetch and is only counted.
 *
 * @throws {@link FireworksConfigurationError} naming the block, the limit and the size.
 */
export function checkMedia(parts: readonly PlacedPart[]): void {
  let images = 0;
  let imageBytes = 0;
  for (const { part, place } of parts) {
    const bytes = inlineBytes(part);
    if (part.type === "image_url") {
      images += 1;
      imageBytes += bytes;
      checkImageFormat(part.image_url.url, place);
      if (images > MAX_IMAGES) throw tooManyImages(place);
      if (imageBytes >= MAX_BYTES) throw tooLarge(place, "All base64 images together", imageBytes);
    } else if (bytes >= MAX_BYTES) {
      throw tooLarge(place, "Base64 sound or video", bytes);
    }
  }
}

/** How many bytes of media travel inside a part. */
function inlineBytes(part: ContentPart): number {
  switch (part.type) {
    case "text":
      return 0;
    case "input_audio":
      return base64Size(part.input_audio.data);
    case "image_url":
      return dataUrlSize(part.image_url.url);
    case "video_url":
      return dataUrlSize(part.video_url.url);
    case "audio_url":
      return dataUrlSize(part.audio_url.url);
  }
}

/** Both have to be right: Fireworks refuses a name it does not know, and a WebP called PNG. */
function checkImageFormat(url: string, place: Place): void {
  const [, declared, base64 = ""] = /^data:([^;,]*)[^,]*,(.{0,16})/i.exec(url) ?? [];
  if (declared === undefined) return;
  const types = [sniffMediaType(base64, "image"), declared.toLowerCase()];
  const type = types.find((each) => each !== undefined && !IMAGE_TYPES.has(each));
  if (type === undefined) return;
  throw inputError(`${place} is an image of the type ${type || "unknown"}.`, {
    field: place,
    code: "unsupported_media",
    hint: "Fireworks reads PNG, JPEG, GIF, BMP, TIFF and PPM. Convert it, or set checkMedia: false.",
  });
}

function tooManyImages(place: Place): Error {
  return inputError(`${place} is image ${MAX_IMAGES + 1}; a request may hold ${MAX_IMAGES}.`, {
    field: place,
    code: "too_many_images",
    hint: "Send fewer, or leave out those of earlier turns. checkMedia: false sends them anyway.",
  });
}

function tooLarge(place: Place, what: string, bytes: number): Error {
  const size = `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return inputError(`${what} must stay below 10 MB; with ${place} it is ${size}.`, {
    field: place,
    code: "media_too_large",
    hint: "Send it smaller, or by URL. checkMedia: false sends it anyway.",
  });
}
