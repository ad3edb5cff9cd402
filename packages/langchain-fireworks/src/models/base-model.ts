import { parseModelId } from "fireworks-client";
import { ROUTED } from "./profiles.generated.js";

/** Processing in the US only: the same models and routers under another name (section 1.1). */
const US_ONLY = /-us$/;

/**
 * The catalogue name (`kimi-k3`) of the model behind an id of any form: a full id, a short one, a
 * model on a deployment (`…#…`), a router. `undefined` where the id alone does not tell: a
 * deployment, another account's model, an unknown router.
 *
 * @param baseModel - What the caller says is behind the id; it wins.
 */
export function baseModelName(id: string, baseModel?: string): string | undefined {
  const parsed = parseModelId(baseModel ?? id);
  switch (parsed.kind) {
    case "model":
      return parsed.account === "fireworks" ? parsed.model.replace(US_ONLY, "") : undefined;
    case "router":
      return parsed.account === "fireworks" ? routed(parsed.router) : undefined;
    case "slug":
      return routed(parsed.slug) ?? parsed.slug.replace(US_ONLY, "");
    default:
      return undefined;
  }
}

/** Whether a bare name is that of a listed router, and not of a model. */
export const isRouterName = (slug: string): boolean => routed(slug) !== undefined;

/** Router ids cannot be derived from model ids, nor the reverse (section 1.4): only listed ones are known. */
function routed(router: string): string | undefined {
  const name = router.replace(US_ONLY, "");
  return Object.hasOwn(ROUTED, name) ? ROUTED[name] : undefined;
}
