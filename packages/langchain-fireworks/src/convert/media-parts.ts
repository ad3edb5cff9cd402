import type { AudioUrlPart, ContentPart, ImageUrlPart, VideoUrlPart } from "fireworks-client/wire";
import { inputError } from "../errors/input-error.js";
import type { Block, Place } from "./media-payload.js";
import { mediaUrl } from "./media-source.js";
import type { MediaKind } from "./media-type.js";
import { isRecord, textOf } from "./unknown-values.js";

/** How each kind of media becomes a part. */
export const MEDIA_PARTS: Readonly<Record<MediaKind, (block: Block, place: Place) => ContentPart>> =
  { image: imagePart, video: videoPart, audio: audioPart };

/** The kind a media type names, if Fireworks has a part for it. */
export function mediaKind(mediaType: string | undefined): MediaKind | undefined {
  const kind = mediaType?.split("/")[0];
  return kind === "image" || kind === "video" || kind === "audio" ? kind : undefined;
}

function imagePart(block: Block, place: Place): ImageUrlPart {
  const url = mediaUrl(block, place, "image");
  const detail = textOf(optionOf(block, ["detail"]));
  return { type: "image_url", image_url: detail === undefined ? { url } : { url, detail } };
}

const FRAME_OPTIONS = {
  max_frames: ["max_frames", "maxFrames"],
  sample_fps: ["sample_fps", "sampleFps"],
  spatial_limit: ["spatial_limit", "spatialLimit"],
} as const satisfies Partial<Record<keyof VideoUrlPart["video_url"], readonly string[]>>;

function videoPart(block: Block, place: Place): VideoUrlPart {
  const url = mediaUrl(block, place, "video");
  const detail = textOf(optionOf(block, ["detail"]));
  const options: Record<string, unknown> = detail === undefined ? {} : { detail };
  for (const [wireName, spellings] of Object.entries(FRAME_OPTIONS)) {
    const value = optionOf(block, spellings);
    if (value !== undefined) options[wireName] = requireNumber(value, wireName, place);
  }
  return { type: "video_url", video_url: { url, ...options } };
}

/** Fireworks' omni models document `audio_url` (contract 2.2), so v1 blocks become that. */
function audioPart(block: Block, place: Place): AudioUrlPart {
  return { type: "audio_url", audio_url: { url: mediaUrl(block, place, "audio") } };
}

/** OpenAI's own part is sent as given; anything else under that name is sound like any other. */
export function inputAudioPart(block: Block, place: Place): ContentPart {
  const audio = block.input_audio;
  if (!isRecord(audio) || typeof audio.data !== "string") return audioPart(block, place);
  const format = textOf(audio.format) ?? "wav";
  return { type: "input_audio", input_audio: { data: audio.data, format } };
}

/** Options stand on the block, in its `metadata` or `extras`, or (raw parts) beside the URL. */
function optionOf(block: Block, spellings: readonly string[]): unknown {
  const holders = [block, block.metadata, block.extras, block.image_url, block.video_url];
  const values = holders
    .filter(isRecord)
    .flatMap((holder) => spellings.map((name) => holder[name]));
  return values.find((value) => value != null);
}

function requireNumber(value: unknown, name: string, place: Place): number {
  if (typeof value === "number") return value;
  throw inputError(
    `${name} of ${place} is ${JSON.stringify(value) ?? "undefined"}, not a number.`,
    {
      field: place,
      code: "unsupported_content",
      hint: "max_frames and spatial_limit are whole numbers, sample_fps is frames per second.",
    },
  );
}
