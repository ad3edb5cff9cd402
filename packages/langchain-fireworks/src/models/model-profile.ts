import type { ModelProfile } from "@langchain/core/language_models/profile";
import { baseModelName } from "./base-model.js";
import { INLINED_TYPES } from "./inlined-types.js";
import type { ModelFacts } from "./model-facts.js";
import { MODELS } from "./profiles.generated.js";
import { effortLevels, type EffortWord } from "./reasoning-levels.js";

/**
 * What is known of a model: LangChain's profile, and what Fireworks adds to it. A key that no source
 * states is absent, which means unknown, not no. As of the date in {@link MODELS_DATE}.
 */
export interface FireworksModelProfile extends ModelProfile {
  /** The catalogue name behind the id, for instance `kimi-k3`. */
  name?: string;
  /**
   * `serverless`: can be called as it is; `deployable`: needs a deployment; `retired`: no longer
   * offered. At the table's date; {@link ChatFireworks.fetchProfile} does not change it.
   */
  status?: "serverless" | "deployable" | "retired";
  /** The day the model ends, `YYYY-MM-DD`, or the month, `YYYY-MM`. Only the live profile tells it. */
  deprecationDate?: string;
  /** The levels of `reasoningEffort` that differ from one another, least first. */
  reasoningEffortLevels?: readonly EffortWord[];
  /** The level without `reasoningEffort`, where a source names it. */
  reasoningEffortDefault?: EffortWord;
  /** False: the model takes no temperature. */
  temperature?: boolean;
  /** Types of files whose text is sent in place of the file. */
  fileMimeTypes?: readonly string[];
  /** False: nothing promises that a later system message counts from where it stands. It is sent there. */
  midConversationSystemMessages?: boolean;
  /** False: tools are part of the request, never of a message. */
  midConversationTools?: boolean;
}

/**
 * The built-in profile of a model, without a model object and without a request.
 *
 * @param id - Any form: a full id, a short one, a router, one with `#`, one of an embedding or rerank model.
 * @param baseModel - What is behind the id where the id alone does not tell: a deployment, a LoRA.
 * @returns `{}` for a model that is not known.
 */
export function modelProfile(id: string, baseModel?: string): FireworksModelProfile {
  return { ...builtInProfile(catalogueName(id, baseModel)) };
}

/** Made once for each model: agents read a profile at every step. */
const MADE = new Map<string, FireworksModelProfile>();

/** The built-in profile by catalogue name, shared by all who ask. */
export function builtInProfile(name: string): FireworksModelProfile {
  const facts = knownFacts(name);
  if (facts === undefined) return {};
  const profile = MADE.get(name) ?? profileFromFacts(name, facts);
  MADE.set(name, profile);
  return profile;
}

/** The name of the model in the built-in table. Older embedding models have none but their id. */
export function catalogueName(id: string, baseModel?: string): string {
  return baseModelName(id, baseModel) ?? baseModel ?? id;
}

export function knownFacts(name: string): ModelFacts | undefined {
  return Object.hasOwn(MODELS, name) ? MODELS[name] : undefined;
}

/** The profile that facts make: LangChain's names for ours, and what holds for every Fireworks model. */
export function profileFromFacts(name: string, facts: ModelFacts): FireworksModelProfile {
  const { kind = "chat", status, context, deprecationDate } = facts;
  const common = { name, status, maxInputTokens: context, deprecationDate };
  if (kind !== "chat") return defined(common);
  return defined({ ...common, ...chatProfile(facts), ...effortProfile(name) });
}

function effortProfile(name: string): FireworksModelProfile {
  const effort = effortLevels(name);
  // `on` names no level: no source says which it is.
  const named = effort?.default === "on" ? undefined : effort?.default;
  return { reasoningEffortLevels: effort?.levels, reasoningEffortDefault: named };
}

function chatProfile(facts: ModelFacts): FireworksModelProfile {
  const { image, tools } = facts;
  return {
    maxOutputTokens: facts.output,
    imageInputs: image,
    imageUrlInputs: image,
    imageToolMessage: image,
    audioInputs: facts.audio,
    videoInputs: facts.video,
    // Document inlining ended on 2025-06-30; PDFs are refused here before a call.
    pdfInputs: false,
    pdfToolMessage: false,
    fileMimeTypes: INLINED_TYPES,
    imageOutputs: false,
    audioOutputs: false,
    videoOutputs: false,
    reasoningOutput: facts.reasoning,
    toolCalling: tools,
    toolChoice: tools,
    structuredOutput: facts.structuredOutput,
    temperature: facts.temperature,
    midConversationSystemMessages: false,
    midConversationTools: false,
  };
}

/** Without the keys whose value is unknown. */
function defined(profile: FireworksModelProfile): FireworksModelProfile {
  return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined));
}
