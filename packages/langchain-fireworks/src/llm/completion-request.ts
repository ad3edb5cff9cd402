import type { CompletionRequest } from "fireworks-client/wire";
import { withSessionKeys } from "../settings/generation-context.js";
import { asStream } from "../calls/whole-or-stream.js";
import { checkMedia } from "../convert/media-limits.js";
import { responseFormatToWire } from "../convert/response-format-to-wire.js";
import { inputError } from "../errors/input-error.js";
import {
  completionLevel,
  type CompletionParameters,
  type CompletionSettings,
} from "../settings/completion-settings.js";
import { parametersToWire } from "../settings/parameter-levels.js";
import { clampReasoning } from "../settings/reasoning-effort.js";
import { settingOf } from "../settings/settings.js";
import type { FireworksLLMCallOptions } from "./llm-options.js";

/** A request body less its prompts: what tracing shows and what the response cache keys on. */
export type CompletionBody = Omit<CompletionRequest, "prompt" | "images">;

type Fields = CompletionParameters & CompletionSettings & { model: string };
export type Call = Omit<FireworksLLMCallOptions, "timeout"> & { timeout?: number | null };

/** Merges the constructor's fields and a call's options into the body of a whole answer's request. */
export function completionBody(fields: Fields, call: Call): CompletionBody {
  const { stream_options: _, ...body } = mergedBody(fields, call);
  return body;
}

/** The same for a streamed answer, with usage asked for unless it was switched off. */
export function streamedBody(fields: Fields, call: Call): CompletionBody & { stream: true } {
  return asStream(mergedBody(fields, call), settingOf("streamUsage", fields, call));
}

function mergedBody(fields: Fields, given: Call): CompletionBody {
  const { level: call } = completionLevel(given);
  const body = parametersToWire(withSessionKeys(fields, call), call);
  const { response_format: format, ...parameters } = clampReasoning(body, fields, call);
  return {
    model: call.model ?? fields.model,
    ...parameters,
    ...(format && { response_format: responseFormatToWire(format) }),
  };
}

/** The request for these prompts: one prompt alone is sent as the text it is. */
export function withPrompts<Body extends CompletionBody>(
  body: Body,
  prompts: readonly string[],
  images: Call["images"],
): Body & Pick<CompletionRequest, "prompt" | "images"> {
  const [first = ""] = prompts;
  const sent = imagesOfEach(images, prompts.length);
  if (prompts.length === 1) return { ...body, prompt: first, ...(sent && { images: sent[0] }) };
  return { ...body, prompt: [...prompts], ...(sent && { images: sent }) };
}

/** Images that are not told apart belong to every prompt. */
function imagesOfEach(images: Call["images"], prompts: number): string[][] | undefined {
  if (images === undefined) return undefined;
  if (!hasListOfEach(images)) return Array.from({ length: prompts }, () => images);
  if (images.length === prompts) return images;
  throw inputError(`\`images\` has ${images.length} lists for ${prompts} prompts.`, {
    field: "images",
    code: "invalid_option",
    hint: "Give one list of images for each prompt, or one list without others in it for all.",
  });
}

/** Whether each prompt has images of its own. */
export function hasListOfEach(images: Call["images"]): images is string[][] {
  return Array.isArray(images?.[0]);
}

/** Holds the images of a request against Fireworks' documented limits. */
export function checkImages({ images }: Pick<CompletionRequest, "images">): void {
  checkMedia(
    (images ?? []).flat().map((url, index) => ({
      part: { type: "image_url", image_url: { url } },
      place: `images[${index}]`,
    })),
  );
}
