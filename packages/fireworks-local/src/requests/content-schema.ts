import {
  type Field,
  integer,
  list,
  nullable,
  number,
  object,
  oneOf,
  required,
  type Shape,
  string,
} from "./shape.js";

/** The parts a message's content may have (contract 2.2, 2.7). */

const VIDEO_URL = object({
  url: required(string),
  detail: nullable(string),
  max_frames: nullable(integer),
  sample_fps: nullable(number),
  spatial_limit: nullable(integer),
});

const PART_KEYS: Record<string, Field> = {
  text: nullable(string),
  image_url: nullable(object({ url: required(string), detail: nullable(string) })),
  video_url: nullable(VIDEO_URL),
};

const PART = object({ type: required(oneOf("text", "image_url", "video_url")), ...PART_KEYS });

const PART_WITH_AUDIO = object({
  type: required(oneOf("text", "image_url", "video_url", "audio_url")),
  ...PART_KEYS,
  audio_url: nullable(object({ url: required(string) })),
});

/** The label is how Fireworks' refusals name the list (contract 5.3). */
export function partList(options: { audio: boolean }): Shape {
  return list(options.audio ? PART_WITH_AUDIO : PART, { label: "ChatMessageContent" });
}
