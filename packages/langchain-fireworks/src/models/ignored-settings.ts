import type { GenerationRequest } from "fireworks-client/wire";
import type { FireworksWarning } from "../errors/warnings.js";

/** The part of a request body that does not depend on the endpoint. */
type Settings = GenerationRequest;

interface IgnoredSetting {
  code: string;
  field: string;
  /** @param base - The catalogue name of the model behind the id, if it is known. */
  applies(settings: Settings, base: string | undefined): boolean;
  message: string;
}

/** What Fireworks takes and ignores, as far as the contract states it. */
const IGNORED: readonly IgnoredSetting[] = [
  {
    code: "ignored_temperature",
    field: "temperature",
    // Section 9: "no temperature control", as of 2026-10-06.
    applies: ({ temperature }, base) => temperature != null && base === "kimi-k3",
    message: "Kimi K3 has no control of the temperature; the setting is sent and has no effect.",
  },
  {
    code: "ignored_service_tier",
    field: "serviceTier",
    // Section 8.2 knows the standard and the priority tier; batch and Fast are no tiers of a call.
    applies: ({ service_tier: tier }) => tier === "flex",
    message:
      'The service tier "flex" changes nothing at Fireworks. "priority" does; batch jobs are cheaper.',
  },
];

/** A warning for each setting of a request that will have no effect. */
export function ignoredSettings(settings: Settings, base: string | undefined): FireworksWarning[] {
  return IGNORED.filter(({ applies }) => applies(settings, base)).map(
    ({ code, field, message }) => ({ code, field, message, model: settings.model }),
  );
}
