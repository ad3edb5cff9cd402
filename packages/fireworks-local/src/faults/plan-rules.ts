import type { Mistake } from "../files/mistake.js";
import type { Fault, FaultPlan, FaultRule } from "./fault.js";
import { isJsonPath } from "./json-path.js";
import { compileMatch } from "./match-request.js";

/** Fields that say more about another field, and those they need. */
const COMPANIONS: Partial<Record<keyof Fault, (keyof Fault)[]>> = {
  message: ["status", "envelope"],
  code: ["status", "envelope"],
  body: ["status", "envelope"],
  cutInside: ["cutAfterEvents"],
  malformedAfterEvents: ["malformedEvent"],
  error: ["errorAfterEvents"],
  errorEvent: ["errorAfterEvents"],
};

/** What a description cannot say: patterns that cannot be read, and fields without effect. */
export function planMistakes(plan: FaultPlan): Mistake[] {
  return plan.flatMap((rule, index) =>
    ruleMistakes(rule).map(({ path, message }) => ({ path: [index, ...path], message })),
  );
}

function ruleMistakes({ match = {}, fault }: FaultRule): Mistake[] {
  const paths = Object.keys(match.json ?? {}).filter((path) => !isJsonPath(path));
  const lonely = (Object.keys(COMPANIONS) as (keyof Fault)[]).filter(
    (key) =>
      fault[key] !== undefined && !COMPANIONS[key]?.some((other) => fault[other] !== undefined),
  );
  return [
    ...patternMistakes(match),
    ...paths.map((path) => ({
      path: ["match", "json", path],
      message: "is no path such as `messages[-1].content`",
    })),
    ...lonely.map((key) => ({
      path: ["fault", key],
      message: `says nothing without \`${COMPANIONS[key]?.join("` or `")}\``,
    })),
  ];
}

function patternMistakes(match: NonNullable<FaultRule["match"]>): Mistake[] {
  try {
    compileMatch(match);
    return [];
  } catch (error) {
    return [{ path: ["match"], message: error instanceof Error ? error.message : String(error) }];
  }
}
