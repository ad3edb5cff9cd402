import type { ReasoningHistory } from "fireworks-client/wire";

/** The words for how much to think, least first. */
export const EFFORT_WORDS = ["none", "minimal", "low", "medium", "high", "xhigh", "max"] as const;

/** A word for how much to think. */
export type EffortWord = (typeof EFFORT_WORDS)[number];

/** Which reasoning efforts a family of models takes. What is not listed is refused with a 400. */
export interface EffortLevels {
  /** The levels that differ from one another, least first. `none` among them: it can be off. */
  levels: readonly EffortWord[];
  /** Further words that are taken, and the level each is read as. */
  actsAs?: Readonly<Partial<Record<EffortWord, EffortWord>>>;
  /** Whether a whole number ≥ 1 is taken as a cap in thinking tokens. Default false. */
  budgets?: boolean;
  /** Whether `true` (read as `medium`) and `false` (read as `none`) are taken. Default true. */
  booleans?: boolean;
  /** Whether `adaptive` is taken: the model decides. Default false. */
  adaptive?: boolean;
  /** What happens when nothing is said; `on` where no source names the level. */
  default?: EffortWord | "on";
  /** Where this was read, and the date of the copy. */
  source: string;
}

/** What a family of models can do with the reasoning of earlier turns. */
export interface HistoryModes {
  modes: readonly ReasoningHistory[];
  default: ReasoningHistory;
}

type Row<Facts> = readonly [models: RegExp, facts: Facts];

const SDK = "Fireworks' Python SDK 1.2.3, 2026-07-21";

/** Thinking is on or off. `true` is read as `medium` before the model is asked, so words mean "on". */
const ON_OFF = { levels: ["none", "medium"], actsAs: { low: "medium", high: "medium" } } as const;

/**
 * Section 2.6 of the wire contract as of 2026-10-07. Tested against the catalogue name; the first
 * row that matches decides. A model without a row is unknown, and nothing is assumed of it.
 */
const EFFORTS: readonly Row<EffortLevels>[] = [
  [
    /^qwen3-\d/,
    { levels: ["none", "low", "medium", "high"], budgets: true, default: "on", source: SDK },
  ],
  [
    /^qwen3p[67]-plus/,
    {
      levels: ["none", "low", "medium", "high"],
      budgets: true,
      default: "on",
      source: "models.dev#2132, 2026-06-10",
    },
  ],
  [/^minimax-m2/, { levels: ["low", "medium", "high"], default: "medium", source: SDK }],
  [
    // No source says what it refuses, so all words and budgets that Fireworks documents pass.
    /^minimax-m3/,
    {
      levels: ["none", "low", "medium", "high", "xhigh", "max"],
      budgets: true,
      adaptive: true,
      default: "on",
      source: "models.dev#3777, 2026-07",
    },
  ],
  [/^deepseek-v3p1/, { levels: ["none", "low", "medium", "high"], default: "none", source: SDK }],
  [/^deepseek-v3p2/, { ...ON_OFF, default: "on", source: SDK }],
  [
    /^deepseek-v4p1/,
    {
      levels: ["none", "low", "high", "xhigh", "max"],
      actsAs: { medium: "high" },
      source: "models.dev#6741, 2026-09-10",
    },
  ],
  [
    /^deepseek-v4-/,
    {
      levels: ["none", "high", "xhigh", "max"],
      actsAs: { low: "high", medium: "high" },
      default: "high",
      source: "Fireworks' documentation and langchain-fireworks (Python), 2026",
    },
  ],
  [/^glm-(?:4p[567]|5p1)/, { ...ON_OFF, default: "on", source: `${SDK}; models.dev, 2026-07-02` }],
  [
    /^glm-5p2/,
    {
      levels: ["none", "high", "max"],
      actsAs: { low: "high", medium: "high" },
      default: "max",
      source: "langchain-fireworks (Python), 2026; kolega-code#72",
    },
  ],
  [
    /^glm-5p3/,
    {
      levels: ["high", "max"],
      actsAs: { low: "high", medium: "high", xhigh: "max" },
      source: "models.dev#5763, 2026-08-28; a hand-checked list of 2026-10-06",
    },
  ],
  [/^gpt-oss-/, { levels: ["low", "medium", "high"], default: "medium", source: SDK }],
  [
    /^kimi-k2p[567]/,
    {
      levels: ["none", "low", "medium", "high"],
      default: "on",
      source: "models.dev, 2026-07-02; langchain-fireworks (Python), 2026",
    },
  ],
  [
    /^kimi-k3/,
    {
      levels: ["none", "low", "medium", "high", "max"],
      actsAs: { xhigh: "max" },
      booleans: false,
      default: "on",
      source: "models.dev#3777 and llmgateway#3274, 2026-07-27",
    },
  ],
];

/** Same section, same date. */
const HISTORIES: readonly Row<HistoryModes>[] = [
  [/^kimi-k2/, { modes: ["disabled", "interleaved", "preserved"], default: "preserved" }],
  [/^minimax-m2/, { modes: ["disabled", "interleaved"], default: "interleaved" }],
  [/^glm-4p6/, { modes: ["disabled", "interleaved"], default: "interleaved" }],
  [/^glm-4p7/, { modes: ["disabled", "interleaved", "preserved"], default: "interleaved" }],
  [/^qwen3p6/, { modes: ["disabled", "preserved"], default: "preserved" }],
  [/^deepseek-v4-/, { modes: ["interleaved"], default: "interleaved" }],
];

/** @param name - The catalogue name, as `baseModelName` finds it. `undefined`: nothing is known. */
export function effortLevels(name: string | undefined): EffortLevels | undefined {
  return rowFor(EFFORTS, name);
}

/** @param name - The catalogue name, as `baseModelName` finds it. `undefined`: nothing is known. */
export function historyModes(name: string | undefined): HistoryModes | undefined {
  return rowFor(HISTORIES, name);
}

/** Every word the family takes, least first, whether or not it is a level of its own. */
export function takenWords({ levels, actsAs = {} }: EffortLevels): EffortWord[] {
  return EFFORT_WORDS.filter((word) => levels.includes(word) || Object.hasOwn(actsAs, word));
}

function rowFor<Facts>(rows: readonly Row<Facts>[], name: string | undefined): Facts | undefined {
  return name === undefined ? undefined : rows.find(([models]) => models.test(name))?.[1];
}
