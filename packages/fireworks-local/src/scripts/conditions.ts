import { TextPattern } from "../patterns/text-pattern.js";
import { offeredTools } from "../requests/chat-rules.js";
import { lastUserText, systemText, textOf } from "../requests/message-text.js";
import { type Asked, newToolResults, type ToolResult } from "./asked.js";
import type { ScriptCondition, TextCondition, ToolResultCondition } from "./script.js";

/** One condition, ready to be asked. */
export interface Condition {
  key: string;
  /** For messages. */
  wanted: string;
  holds(asked: Asked): boolean;
  /** What the request says instead, for messages. */
  found(asked: Asked): string;
}

type Prepared = Omit<Condition, "key">;

/** For each condition, what it looks at. Throws `PatternError` for a bad pattern. */
type Preparations = {
  [Key in keyof ScriptCondition]-?: (wanted: NonNullable<ScriptCondition[Key]>) => Prepared;
};

const PREPARATIONS: Preparations = {
  endpoint: (wanted) => equal(wanted, ({ endpoint }) => endpoint),
  model: prepareModel,
  system: (wanted) => inText(wanted, ({ request }) => systemText(request)),
  user: (wanted) => inText(wanted, ({ request }) => lastUserText(request)),
  message: prepareMessage,
  prompt: (wanted) =>
    inText(wanted, ({ endpoint, request }) =>
      endpoint === "completions" ? lastUserText(request) : undefined,
    ),
  tools: prepareTools,
  toolResult: prepareToolResult,
  responseFormat: (wanted) =>
    equal(wanted, ({ request }) => request.response_format?.type ?? "text"),
  stream: (wanted) => equal(wanted, ({ request }) => request.stream === true),
  metadata: prepareMetadata,
  predicate: (wanted) => ({
    wanted: "a function",
    holds: ({ request }) => wanted(request),
    found: () => "it said no",
  }),
};

export const CONDITION_KEYS = Object.keys(PREPARATIONS) as (keyof ScriptCondition)[];

/** Throws `PatternError`. */
export function prepareCondition(key: keyof ScriptCondition, wanted: unknown): Condition {
  const prepare = PREPARATIONS[key] as (wanted: unknown) => Prepared;
  return { key, ...prepare(wanted) };
}

export function prepareConditions(when: ScriptCondition = {}): Condition[] {
  return CONDITION_KEYS.filter((key) => when[key] !== undefined).map((key) =>
    prepareCondition(key, when[key]),
  );
}

function equal(wanted: unknown, read: (asked: Asked) => unknown): Prepared {
  return {
    wanted: String(wanted),
    holds: (asked) => read(asked) === wanted,
    found: (asked) => String(read(asked)),
  };
}

function inText(wanted: TextCondition, read: (asked: Asked) => string | undefined): Prepared {
  const pattern = new TextPattern(wanted);
  return {
    wanted: pattern.shown,
    holds: (asked) => {
      const text = read(asked);
      return text !== undefined && pattern.isIn(text, asked.budget);
    },
    found: (asked) => quote(read(asked)),
  };
}

function prepareModel(wanted: TextCondition): Prepared {
  const pattern = new TextPattern(wanted);
  return {
    wanted: pattern.shown,
    holds: ({ request: { model }, budget }) =>
      pattern.is(model, budget) || pattern.is(model.slice(model.lastIndexOf("/") + 1), budget),
    found: ({ request }) => request.model,
  };
}

function prepareMessage(wanted: TextCondition): Prepared {
  const pattern = new TextPattern(wanted);
  return {
    wanted: pattern.shown,
    holds: ({ request, budget }) =>
      request.messages.some((message) => pattern.isIn(textOf(message), budget)),
    found: ({ request }) => `none of ${request.messages.length} messages`,
  };
}

function prepareTools(wanted: NonNullable<ScriptCondition["tools"]>): Prepared {
  const patterns = wanted === false ? [] : [wanted].flat().map((name) => new TextPattern(name));
  const names = ({ request }: Asked): string[] =>
    offeredTools(request).map((tool) => tool.function.name);
  return {
    wanted: wanted === false ? "none" : patterns.map(({ shown }) => shown).join(", "),
    holds: (asked) => {
      const offered = names(asked);
      if (wanted === false) return offered.length === 0;
      return patterns.every((pattern) => offered.some((name) => pattern.is(name, asked.budget)));
    },
    found: (asked) => names(asked).join(", ") || "none",
  };
}

function prepareToolResult(
  wanted: ToolResultCondition | ToolResultCondition[] | boolean,
): Prepared {
  const found = (asked: Asked): string =>
    newToolResults(asked)
      .map(({ name, text }) => `${name}: ${quote(text)}`)
      .join(", ") || "none";
  if (typeof wanted === "boolean")
    return {
      wanted: wanted ? "any" : "none",
      holds: (asked) => newToolResults(asked).length > 0 === wanted,
      found,
    };
  const each = [wanted].flat().map(prepareOneResult);
  return {
    wanted: each.map((one) => one.wanted).join(", "),
    holds: (asked) => {
      const results = newToolResults(asked);
      return each.every(({ fits }) => results.some((result) => fits(result, asked)));
    },
    found,
  };
}

function prepareOneResult(wanted: ToolResultCondition): {
  wanted: string;
  fits: (result: ToolResult, asked: Asked) => boolean;
} {
  const isText = typeof wanted === "string" || wanted instanceof RegExp;
  const parts = isText ? { text: wanted } : wanted;
  const name = parts.name === undefined ? undefined : new TextPattern(parts.name);
  const text = parts.text === undefined ? undefined : new TextPattern(parts.text);
  return {
    wanted: [name?.shown, text?.shown].filter((shown) => shown !== undefined).join(": "),
    fits: (result, { budget }) =>
      (name?.is(result.name, budget) ?? true) && (text?.isIn(result.text, budget) ?? true),
  };
}

function prepareMetadata(wanted: Record<string, TextCondition>): Prepared {
  const patterns = Object.entries(wanted).map(
    ([key, value]) => [key, new TextPattern(value)] as const,
  );
  return {
    wanted: patterns.map(([key, { shown }]) => `${key}: ${shown}`).join(", "),
    holds: ({ request, budget }) =>
      patterns.every(([key, pattern]) => {
        const value = request.metadata?.[key];
        return value !== undefined && pattern.is(value, budget);
      }),
    found: ({ request }) => quote(JSON.stringify(request.metadata ?? {})),
  };
}

/** Enough of a text to recognise it. */
function quote(text: string | undefined): string {
  if (text === undefined) return "none";
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
