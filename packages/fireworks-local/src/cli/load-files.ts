import { loadFaultPlan } from "../faults/load-fault-plan.js";
import type { FireworksLocalOptions } from "../server/options.js";

/** Files the command line names. */
export interface NamedFiles {
  faults?: string;
}

/** What the files hold, as options. */
export async function loadFiles({ faults }: NamedFiles): Promise<FireworksLocalOptions> {
  return { ...(faults !== undefined && { faults: await loadFaultPlan(faults) }) };
}
