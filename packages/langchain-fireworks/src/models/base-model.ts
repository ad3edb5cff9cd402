import { parseModelId } from "fireworks-client";

/**
 * What routers route to, as of 2026-10-06 (sections 1.4 and 9 of the wire contract). Router ids
 * cannot be derived from model ids, nor the reverse, so only listed ones are known; the moving
 * aliases name the newest model of their family at that date.
 */
const ROUTED: Readonly<Record<string, string>> = {
  "kimi-k3-fast": "kimi-k3",
  "glm-5p3-fast": "glm-5p3",
  "glm-5p2-fast": "glm-5p2",
  "kimi-k2p7-code-fast": "kimi-k2p7-code",
  "kimi-k2p6-fast": "kimi-k2p6",
  "kimi-k2p6-turbo": "kimi-k2p6",
  "glm-latest": "glm-5p3",
  "glm-fast-latest": "glm-5p3",
  "glm-flash-latest": "glm-5p3-flash",
  "kimi-latest": "kimi-k3",
  "kimi-fast-latest": "kimi-k3",
  "deepseek-flash-latest": "deepseek-v4p1-flash",
  "minimax-latest": "minimax-m3",
  "qwen-max-latest": "qwen3p8-max",
};

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

function routed(router: string): string | undefined {
  const name = router.replace(US_ONLY, "");
  return Object.hasOwn(ROUTED, name) ? ROUTED[name] : undefined;
}
