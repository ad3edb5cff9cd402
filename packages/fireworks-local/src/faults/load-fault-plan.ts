import { checkByShape } from "../files/check-by-shape.js";
import type { Mistake } from "../files/mistake.js";
import { readByShape } from "../files/read-by-shape.js";
import { readDataFiles } from "../files/read-files.js";
import type { FaultPlan } from "./fault.js";
import { planMistakes } from "./plan-rules.js";
import { FAULT_PLAN_SHAPE, RULES_SHAPE } from "./plan-shape.js";

/** The rules, alone or in a file of their own. */
type PlanFile = FaultPlan | { faults: FaultPlan };

/**
 * Rules for the option `faults` from a YAML or JSON file, or from all of them in a folder, by name.
 * Throws `DataFileError` with file, line and what was expected.
 */
export async function loadFaultPlan(path: string): Promise<FaultPlan> {
  const files = await readDataFiles(path);
  const plans = await Promise.all(files.map(({ text, name }) => parseFaultPlan(text, name)));
  return plans.flat();
}

/** The same from a text; `name` stands for the file in errors. */
export async function parseFaultPlan(text: string, name = "fault plan"): Promise<FaultPlan> {
  const description = { shape: FAULT_PLAN_SHAPE, rules: fileMistakes };
  const { data } = await readByShape<PlanFile>(text, name, description);
  return rulesOf(data);
}

function rulesOf(data: PlanFile): FaultPlan {
  return Array.isArray(data) ? data : data.faults;
}

function fileMistakes(data: PlanFile): Mistake[] {
  const mistakes = planMistakes(rulesOf(data));
  return Array.isArray(data)
    ? mistakes
    : mistakes.map(({ path, message }) => ({ path: ["faults", ...path], message }));
}

/** Throws a `TypeError` that names every mistake: for rules that are given as objects. */
export function checkFaultPlan(plan: FaultPlan): void {
  checkByShape("faults", plan, { shape: RULES_SHAPE, rules: planMistakes });
}
