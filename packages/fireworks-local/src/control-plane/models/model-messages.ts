import type { CatalogueModel } from "fireworks-client/wire";
import { boolean, object, optional, required, type Shape, string } from "../../requests/shape.js";
import { invalidArgument } from "../grpc-refusal.js";
import { precision } from "../messages/precision.js";
import { filenameToSize } from "../uploads.js";
import { modelShape } from "./model-shape.js";

export const createModelShape: Shape = object({
  modelId: optional(string),
  model: optional(modelShape),
  cluster: optional(string),
});

export const modelUploadShape: Shape = object({
  filenameToSize: required(filenameToSize),
  enableResumableUpload: optional(boolean),
  readMask: optional(string),
});

export const prepareModelShape: Shape = object({
  precision: optional(precision),
  readMask: optional(string),
});

/** What a description cannot say of a model. Throws E8, code 3. */
export function checkModel({ kind, baseModelDetails, peftDetails }: Partial<CatalogueModel>): void {
  if (kind === "HF_BASE_MODEL" && baseModelDetails === undefined)
    throw invalidArgument("base_model_details is required for kind HF_BASE_MODEL");
  if (kind === "HF_PEFT_ADDON" && peftDetails === undefined)
    throw invalidArgument("peft_details is required for kind HF_PEFT_ADDON");
}
