import { inputError } from "../errors/input-error.js";

/**
 * The model's id, which every class needs: a default would be retired within months.
 *
 * @param example - How one is given, in code.
 * @throws FireworksConfigurationError (`missing_model`)
 */
export function requireModel(model: string | undefined, example: string): string {
  if (typeof model === "string" && model.trim() !== "") return model;
  throw inputError("No model was given.", {
    field: "model",
    code: "missing_model",
    hint: `Pass one, e.g. ${example}; ids are listed at https://fireworks.ai/models.`,
  });
}
