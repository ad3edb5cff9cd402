import { loadFaultPlan } from "../faults/load-fault-plan.js";
import { loadResources } from "../control-plane/load-resources.js";
import { loadScripts } from "../scripts/load-scripts.js";
import type { FireworksLocalOptions } from "../server/options.js";

/** Files the command line names. */
export interface NamedFiles {
  faults?: string;
  resources?: string;
  scripts?: string[];
}

/** What the files hold, as options. */
export async function loadFiles({
  faults,
  resources,
  scripts,
}: NamedFiles): Promise<FireworksLocalOptions> {
  return {
    ...(faults !== undefined && { faults: await loadFaultPlan(faults) }),
    ...(resources !== undefined && (await loadResources(resources))),
    ...(scripts !== undefined && { scripts: await loadScripts(scripts) }),
  };
}
