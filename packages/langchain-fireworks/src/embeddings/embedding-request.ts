import type { EmbeddingRequest } from "fireworks-client/wire";
import { inputError } from "../errors/input-error.js";
import { conventionOf, type EmbeddingUse } from "../models/embedding-use.js";
import { knownFacts } from "../models/model-profile.js";
import { sessionFields } from "../settings/session-id.js";
import type { EmbeddingSettings } from "./embeddings-options.js";

/** Which model a request asks, and what for. */
export interface AskedEmbedding {
  /** As it is sent. */
  model: string;
  /** Its catalogue name. */
  name: string;
  use: EmbeddingUse;
}

/** The request less its inputs. */
export type EmbeddingBody = Omit<EmbeddingRequest, "input">;

/**
 * The settings as Fireworks spells them.
 *
 * @throws FireworksConfigurationError for a size the model is known to refuse
 */
export function embeddingBody(asked: AskedEmbedding, settings: EmbeddingSettings): EmbeddingBody {
  checkDimensions(asked.name, settings.dimensions);
  const session = sessionFields(settings.sessionId);
  const named: { [Name in keyof EmbeddingBody]: EmbeddingBody[Name] | undefined } = {
    model: asked.model,
    dimensions: settings.dimensions,
    normalize: settings.normalize,
    encoding_format: settings.encodingFormat,
    return_logits: settings.returnLogits,
    input_type: inputType(asked, settings.inputType),
    prompt_template: settings.promptTemplate,
    user: settings.user,
    prompt_cache_key: settings.promptCacheKey ?? session.promptCacheKey,
    prompt_cache_isolation_key: settings.promptCacheIsolationKey ?? session.promptCacheIsolationKey,
  };
  const given = Object.entries(named).filter(([, value]) => value !== undefined && value !== null);
  return { ...settings.modelKwargs, ...(Object.fromEntries(given) as unknown as EmbeddingBody) };
}

function inputType(
  { name, use }: AskedEmbedding,
  given: EmbeddingSettings["inputType"],
): EmbeddingBody["input_type"] {
  if (given !== undefined) return given;
  return conventionOf(name).takesInputType === true ? use : undefined;
}

function checkDimensions(name: string, dimensions: number | null | undefined): void {
  if (dimensions == null) return;
  if (!Number.isInteger(dimensions) || dimensions < 1)
    throw refused("`dimensions` is not a whole number, 1 or more.", "Pass e.g. 1024.");
  const facts = knownFacts(name);
  if (facts?.kind !== "embedding") return;
  if (facts.resizable !== true)
    throw refused(
      `${name} always gives ${facts.dimensions ?? "all its"} numbers: it cannot be resized.`,
      "Leave `dimensions` out, or choose a model that can (Qwen3, nomic v1.5).",
    );
  if (facts.dimensions !== undefined && dimensions > facts.dimensions)
    throw refused(
      `${name} has ${facts.dimensions} numbers at most, not ${dimensions}.`,
      "Ask for fewer, or leave `dimensions` out for all.",
    );
}

const refused = (happened: string, hint: string): Error =>
  inputError(happened, { field: "dimensions", code: "invalid_dimensions", hint });
