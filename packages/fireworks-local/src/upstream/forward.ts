import type { Answerer } from "../server/call.js";
import { EngineFinder } from "./engine.js";
import { passRequest } from "./pass-request.js";
import type { Target } from "./target.js";
import { translateRequest } from "./translate-request.js";
import { TRANSLATIONS } from "./translations.js";

/** Lets the upstream answer what was accepted here. */
export function forwardTo(target: Target): Answerer {
  const engines = new EngineFinder(target);
  return (endpoint, accepted, call) => {
    const request = { ...(accepted.request as Record<string, unknown>) };
    if (target.dialect === "fireworks")
      return passRequest(target, endpoint.path, { request, call });
    const translation = TRANSLATIONS[endpoint.path];
    if (translation === undefined) return endpoint.answer(accepted, call);
    return translateRequest(target, { path: endpoint.path, request, call, translation, engines });
  };
}
