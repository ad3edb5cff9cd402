import { gatewayError } from "../requests/refusal.js";
import type { Target } from "./target.js";

/** The name the upstream knows a model by. Throws a 404 where the map does not say. */
export function mapModel(id: string, { models, dialect }: Target): string {
  if (models === undefined) return id;
  const mapped = Object.hasOwn(models, id) ? models[id] : models["*"];
  if (mapped !== undefined) return mapped;
  // Who already writes the engine's own name need not map it.
  if (dialect === "fireworks" || Object.values(models).includes(id)) return id;
  const known = Object.keys(models).join(", ");
  throw gatewayError(404, {
    message:
      `Model not found: the upstream's model map has no '${id}'. ` +
      `It has ${known}; add the id, or '*' for all others.`,
    param: "model",
    code: "NOT_FOUND",
  });
}
