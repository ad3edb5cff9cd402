import type { JsonSchema } from "fireworks-client/wire";
import { decidingKeywords } from "./grammar-rules.js";
import { resolveReference } from "./json-pointer.js";
import { findRefusal } from "./schema-refusals.js";
import type { Role } from "./subschemas.js";
import { isRecord } from "./unknown-values.js";

/** What a rule says of a schema, less where it stands. */
export interface LintMessage {
  keyword: string;
  severity: "error" | "warning" | "info";
  message: string;
  suggestion?: string;
}

/** What a rule may look at beside the schema itself. */
export interface LintContext {
  role: Role | undefined;
  root: JsonSchema;
}

type KeywordRule = Omit<LintMessage, "keyword"> & {
  /** Whether this value of the keyword is meant. Default: every value. */
  when?: (value: unknown) => boolean;
};

const unlisted = (suggestion: string): KeywordRule => ({
  severity: "warning",
  message: "Fireworks does not list this keyword, so an answer may break it.",
  suggestion,
});
const VALIDATE = "Validate the answer; `withStructuredOutput` does.";

const sinceThen: KeywordRule = {
  severity: "info",
  message: "Enforced by the docs of 2026; those of 2025 said it was not.",
  suggestion: VALIDATE,
};

/** `(?=`, `(?!`, `(?<=`, `(?<!`. */
const LOOK_AROUND = /\(\?<?[=!]/;

/** By keyword; sections 2.4 and 2.5 of the contract. */
const KEYWORD_RULES: Readonly<Record<string, readonly KeywordRule[]>> = {
  oneOf: [
    {
      severity: "warning",
      message:
        "Supported by the docs of 2026, not by those of 2025; whether only one branch fits is not promised.",
      suggestion: "Use anyOf; `rewriteJsonSchema` does.",
    },
  ],
  minLength: [sinceThen],
  maxLength: [sinceThen],
  minItems: [sinceThen],
  maxItems: [sinceThen],
  pattern: [
    {
      severity: "warning",
      message: "Look-around in a pattern is ignored.",
      suggestion: "Say it without look-around, or validate the answer.",
      when: (value) => typeof value === "string" && LOOK_AROUND.test(value),
    },
    {
      severity: "info",
      message: "Patterns are enforced as far as possible.",
      suggestion: VALIDATE,
      when: (value) => !(typeof value === "string" && LOOK_AROUND.test(value)),
    },
  ],
  default: [
    {
      severity: "info",
      message: "Read as a note to the model; nothing is filled in.",
      suggestion: "Fill it in yourself, or use a schema that does.",
    },
  ],
  format: [unlisted("Use `pattern`, or validate the answer.")],
  minimum: [unlisted(VALIDATE)],
  maximum: [unlisted(VALIDATE)],
  exclusiveMinimum: [unlisted(VALIDATE)],
  exclusiveMaximum: [unlisted(VALIDATE)],
  multipleOf: [unlisted(VALIDATE)],
  uniqueItems: [unlisted(VALIDATE)],
  contains: [unlisted(VALIDATE)],
  minContains: [unlisted(VALIDATE)],
  maxContains: [unlisted(VALIDATE)],
  prefixItems: [unlisted("Use an object with named properties.")],
  minProperties: [unlisted(VALIDATE)],
  maxProperties: [unlisted(VALIDATE)],
  propertyNames: [unlisted("Use a list of { name, value } objects.")],
  patternProperties: [unlisted("Use `additionalProperties`.")],
  dependencies: [unlisted("Use anyOf with whole objects.")],
  dependentRequired: [unlisted("Use anyOf with whole objects.")],
  dependentSchemas: [unlisted("Use anyOf with whole objects.")],
  not: [unlisted(VALIDATE)],
  if: [unlisted("Use anyOf with whole objects.")],
  unevaluatedItems: [unlisted(VALIDATE)],
  $dynamicRef: [unlisted("Use $ref.")],
  $recursiveRef: [unlisted("Use $ref.")],
};

export function keywordFindings(schema: JsonSchema): LintMessage[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const rules = Object.hasOwn(KEYWORD_RULES, keyword) ? (KEYWORD_RULES[keyword] ?? []) : [];
    return rules
      .filter(({ when }) => when === undefined || when(value))
      .map(({ severity, message, suggestion }) => ({
        keyword,
        severity,
        message,
        ...(suggestion !== undefined && { suggestion }),
      }));
  });
}

type ShapeRule = (schema: JsonSchema, context: LintContext) => LintMessage | undefined;

/** What shows only in a schema as a whole. */
const SHAPE_RULES: readonly ShapeRule[] = [
  emptySchema,
  trueProperty,
  itemsWithoutType,
  booleanLimit,
  bareRequired,
  deadReference,
  closedObject,
  unreadable,
];

export function shapeFindings(schema: JsonSchema, context: LintContext): LintMessage[] {
  return SHAPE_RULES.flatMap((rule) => rule(schema, context) ?? []);
}

/** What the server answers with a 400, and `bindTools` rewrites by itself. */
function refused(keyword: string, what: string, suggestion: string): LintMessage {
  return { keyword, severity: "error", message: `Refused by the server: ${what}.`, suggestion };
}

/** What is inside it is not looked at. */
export const tooDeep: LintMessage = refused(
  "properties",
  "a schema nested this deep",
  "Put the inner schemas into $defs and refer to them.",
);

function emptySchema(schema: JsonSchema, { role }: LintContext): LintMessage | undefined {
  if (decidingKeywords(schema).length > 0 || role === "rest" || role === "condition") {
    return undefined;
  }
  return refused("type", "an empty schema", "Name the types; `rewriteJsonSchema` names all.");
}

function trueProperty({ properties }: JsonSchema): LintMessage | undefined {
  if (!isRecord(properties) || !Object.values(properties).includes(true)) return undefined;
  return refused("properties", "`true` in place of a schema", "Name the types.");
}

function itemsWithoutType({ items, type }: JsonSchema): LintMessage | undefined {
  if (items === undefined || type !== undefined) return undefined;
  return refused("items", "`items` without a `type`", 'Add type: "array".');
}

function booleanLimit(schema: JsonSchema): LintMessage | undefined {
  const keyword = ["exclusiveMinimum", "exclusiveMaximum"].find(
    (name) => typeof schema[name] === "boolean",
  );
  if (keyword === undefined) return undefined;
  return refused(keyword, "a limit of draft 4", "Write the limit itself, as a number.");
}

function bareRequired(schema: JsonSchema, { role }: LintContext): LintMessage | undefined {
  if (role !== "branch" || decidingKeywords(schema).join() !== "required") return undefined;
  return refused(
    "required",
    "a branch with `required` alone",
    "Repeat the type and the properties in the branch; `rewriteJsonSchema` does.",
  );
}

function deadReference({ $ref: reference }: JsonSchema, { root }: LintContext) {
  if (typeof reference !== "string") return undefined;
  if (resolveReference(reference, root) !== undefined) return undefined;
  const what = reference.startsWith("#") ? "a reference to nothing" : "a reference to a document";
  return refused("$ref", what, "Put what it refers to into $defs.");
}

function closedObject({ properties, additionalProperties }: JsonSchema): LintMessage | undefined {
  if (!isRecord(properties) || additionalProperties === false) return undefined;
  const isOpen = additionalProperties !== undefined;
  return {
    keyword: isOpen ? "additionalProperties" : "properties",
    severity: isOpen ? "warning" : "info",
    message:
      "An object with properties is read as unevaluatedProperties: false: it takes no others.",
    suggestion: isOpen
      ? "Put free keys into a property of their own that has no `properties`."
      : "Write additionalProperties: false, so that the schema says it.",
  };
}

function unreadable(schema: JsonSchema): LintMessage | undefined {
  if (booleanLimit(schema)) return undefined;
  const refusal = findRefusal(schema, schema);
  return refusal && refused("type", `the schema ${refusal.reason}`, refusal.hint);
}
