import type { JsonSchema } from "fireworks-client/wire";
import { TYPES } from "./grammar-rules.js";
import { isRecord } from "./unknown-values.js";

/** Why a schema cannot be sent, and what to do about it. */
export interface SchemaRefusal {
  reason: string;
  hint: string;
}

const VALIDATOR_HINT =
  "Convert the whole schema at once: give the validator itself in place of the JSON Schema, or put its JSON Schema here.";

/** Marks that only a validator's own object has. */
const VALIDATOR_KEYS = ["_def", "_zod", "~standard"] as const;

/** Whether an object is a validator of zod or another library that stands where JSON Schema belongs. */
export function isValidator(value: object): boolean {
  return (
    VALIDATOR_KEYS.some((key) => key in value) ||
    (isRecord(value) && typeof value.parse === "function")
  );
}

const LIST: Fit = [(value) => Array.isArray(value) && value.length > 0, "a list that is not empty"];
const NAMES: Fit = [
  (value) => Array.isArray(value) && value.every((name) => typeof name === "string"),
  "a list of names",
];
const NAMED: Fit = [isRecord, "an object of schemas by name"];
const COUNT: Fit = [(value) => typeof value === "number", "a number"];
const TEXT: Fit = [(value) => typeof value === "string", "a text"];

type Fit = readonly [fits: (value: unknown) => boolean, what: string];

/** What the value of a keyword has to be. */
const FORMS: Readonly<Record<string, Fit>> = {
  anyOf: LIST,
  oneOf: LIST,
  allOf: LIST,
  enum: LIST,
  prefixItems: LIST,
  required: NAMES,
  properties: NAMED,
  patternProperties: NAMED,
  $defs: NAMED,
  definitions: NAMED,
  minLength: COUNT,
  maxLength: COUNT,
  minItems: COUNT,
  maxItems: COUNT,
  minProperties: COUNT,
  maxProperties: COUNT,
  minimum: COUNT,
  maximum: COUNT,
  exclusiveMinimum: COUNT,
  exclusiveMaximum: COUNT,
  multipleOf: COUNT,
  pattern: TEXT,
  $ref: TEXT,
};

/**
 * Why no rewriting makes a schema safe; undefined when nothing stands against it.
 *
 * @param given - As it was given: a validator's marks may be hidden from a copy.
 * @param schema - After the rules that need no look inside.
 */
export function findRefusal(given: JsonSchema, schema: JsonSchema): SchemaRefusal | undefined {
  return refuseValidator(given) ?? refuseType(schema) ?? refuseForm(schema);
}

function refuseValidator(schema: JsonSchema): SchemaRefusal | undefined {
  // Zod's definition without its class: `def` with the name of a kind.
  const isDefinition = isRecord(schema.def) && typeof schema.def.type === "string";
  if (!isValidator(schema) && !isDefinition) return undefined;
  return { reason: "is a validator's own object and no JSON Schema", hint: VALIDATOR_HINT };
}

function refuseType({ type }: JsonSchema): SchemaRefusal | undefined {
  if (type === undefined) return undefined;
  const types: unknown[] = Array.isArray(type) ? type : [type];
  if (types.length > 0 && types.every((name) => TYPES.includes(name as string))) return undefined;
  return {
    reason: `has the type ${JSON.stringify(type)}, which JSON Schema does not have`,
    hint: `Use one of ${TYPES.join(", ")}, or a list of them; for any value use {}.`,
  };
}

function refuseForm(schema: JsonSchema): SchemaRefusal | undefined {
  for (const [keyword, [fits, what]] of Object.entries(FORMS)) {
    if (!Object.hasOwn(schema, keyword) || fits(schema[keyword])) continue;
    return {
      reason: `has a \`${keyword}\` that is not ${what}`,
      hint: `Make \`${keyword}\` ${what}, or leave it out.`,
    };
  }
  return undefined;
}
