import {
  boolean,
  integer,
  int64,
  list,
  map,
  number,
  object,
  oneOf,
  optional,
  outputOnly,
  required,
  type Shape,
  string,
  timestamp,
} from "../../requests/shape.js";
import { precision } from "../messages/precision.js";
import { statusShape } from "../messages/status.js";

const kind = oneOf(
  "KIND_UNSPECIFIED",
  "HF_BASE_MODEL",
  "HF_PEFT_ADDON",
  "HF_TEFT_ADDON",
  "FLUMINA_BASE_MODEL",
  "FLUMINA_ADDON",
  "DRAFT_ADDON",
  "FIRE_AGENT",
  "LIVE_MERGE",
  "CUSTOM_MODEL",
  "EMBEDDING_MODEL",
  "SNAPSHOT_MODEL",
);

const baseModelDetails = object({
  worldSize: optional(integer),
  checkpointFormat: optional(
    oneOf("CHECKPOINT_FORMAT_UNSPECIFIED", "NATIVE", "HUGGINGFACE", "UNINITIALIZED"),
  ),
  huggingfaceFiles: optional(list(string)),
  parameterCount: optional(int64),
  moe: optional(boolean),
  tunable: optional(boolean),
  modelType: optional(string),
  supportsFireattention: optional(boolean),
  defaultPrecision: outputOnly(precision),
  supportsMtp: optional(boolean),
});

const peftDetails = object({
  baseModel: required(string),
  r: required(integer),
  targetModules: required(list(string)),
  baseModelType: outputOnly(string),
  mergeAddonModelName: optional(string),
});

const conversationConfig = object({
  style: required(string),
  system: optional(string),
  template: optional(string),
});

const deprecationDate = object({
  year: optional(integer),
  month: optional(integer),
  day: optional(integer),
});

const deployedModelRef = object({
  name: outputOnly(string),
  deployment: outputOnly(string),
  state: outputOnly(oneOf("STATE_UNSPECIFIED", "UNDEPLOYING", "DEPLOYING", "DEPLOYED", "UPDATING")),
  default: outputOnly(boolean),
  public: outputOnly(boolean),
});

/** A model of the catalogue (contract 7.4), with every field of Fireworks' OpenAPI file. */
export const modelShape: Shape & { kind: "object" } = {
  kind: "object",
  keys: {
    name: outputOnly(string),
    displayName: optional({ kind: "string", maxLength: 63 }),
    description: optional({ kind: "string", maxLength: 999 }),
    createTime: outputOnly(timestamp),
    updateTime: outputOnly(timestamp),
    state: outputOnly(oneOf("STATE_UNSPECIFIED", "UPLOADING", "READY")),
    status: outputOnly(statusShape),
    kind: optional(kind),
    githubUrl: optional(string),
    huggingFaceUrl: optional(string),
    baseModelDetails: optional(baseModelDetails),
    peftDetails: optional(peftDetails),
    teftDetails: optional(object({})),
    public: optional(boolean),
    conversationConfig: optional(conversationConfig),
    contextLength: optional(integer),
    supportsImageInput: optional(boolean),
    supportsTools: optional(boolean),
    importedFrom: outputOnly(string),
    fineTuningJob: outputOnly(string),
    defaultDraftModel: optional(string),
    defaultDraftTokenCount: optional(integer),
    deployedModelRefs: outputOnly(list(deployedModelRef)),
    cluster: outputOnly(string),
    deprecationDate: optional(deprecationDate),
    calibrated: outputOnly(boolean),
    tunable: outputOnly(boolean),
    supportsLora: optional(boolean),
    useHfApplyChatTemplate: optional(boolean),
    defaultSamplingParams: outputOnly(map(number)),
    rlTunable: outputOnly(boolean),
    trainingContextLength: optional(integer),
    snapshotType: optional(oneOf("FULL_SNAPSHOT", "INCREMENTAL_SNAPSHOT")),
    supportsServerless: outputOnly(boolean),
    supervisedLoraTunable: outputOnly(boolean),
    supervisedFullParameterTunable: outputOnly(boolean),
    rlLoraTunable: outputOnly(boolean),
    rlFullParameterTunable: outputOnly(boolean),
  },
};
