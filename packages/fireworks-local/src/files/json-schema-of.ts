import type { Field, Shape } from "../requests/shape.js";

type JsonSchema = Record<string, unknown>;

/**
 * The description of a file as a JSON Schema (draft 2020-12), which editors check and complete with.
 * What has a name is written once, under `$defs`.
 */
export function jsonSchemaOf(
  shape: Shape,
  named: Readonly<Record<string, Shape>> = {},
): JsonSchema {
  const names = new Map(Object.entries(named).map(([name, part]) => [part, name]));
  const write = (part: Shape): JsonSchema => {
    const name = names.get(part);
    return name === undefined ? writeShape(part, write) : { $ref: `#/$defs/${name}` };
  };
  const definitions = Object.entries(named).map(([name, part]) => [name, writeShape(part, write)]);
  return {
    ...write(shape),
    ...(definitions.length > 0 ? { $defs: Object.fromEntries(definitions) as JsonSchema } : {}),
  };
}

type Write = (shape: Shape) => JsonSchema;

function writeShape(shape: Shape, write: Write): JsonSchema {
  switch (shape.kind) {
    case "anything":
      return {};
    case "string":
      return {
        type: "string",
        ...(shape.oneOf === undefined ? {} : { enum: shape.oneOf }),
        ...(shape.pattern === undefined ? {} : { pattern: shape.pattern.source }),
        ...(shape.maxLength === undefined ? {} : { maxLength: shape.maxLength }),
      };
    case "number":
      return {
        type: shape.integer === true ? "integer" : "number",
        ...(shape.min === undefined ? {} : { minimum: shape.min }),
        ...(shape.max === undefined ? {} : { maximum: shape.max }),
      };
    case "boolean":
    case "null":
      return { type: shape.kind };
    case "json-object":
      return { type: "object" };
    case "map":
      return { type: "object", additionalProperties: write(shape.values) };
    case "list":
      return {
        type: "array",
        items: write(shape.items),
        ...(shape.min === undefined ? {} : { minItems: shape.min }),
        ...(shape.max === undefined ? {} : { maxItems: shape.max }),
      };
    case "object":
      return closedObject(shape.keys, write);
    case "by-type":
      return {
        oneOf: Object.entries(shape.types).map(([type, keys]) =>
          closedObject(
            { type: { shape: { kind: "string", oneOf: [type] }, required: true }, ...keys },
            write,
          ),
        ),
      };
    case "union":
      return { anyOf: shape.alternatives.map((alternative) => write(alternative.shape)) };
  }
}

function closedObject(keys: Readonly<Record<string, Field>>, write: Write): JsonSchema {
  const required = Object.keys(keys).filter((key) => keys[key]?.required === true);
  const properties = Object.entries(keys).map(([key, { shape, doc }]) => [
    key,
    doc === undefined ? write(shape) : { description: doc, ...write(shape) },
  ]);
  return {
    type: "object",
    properties: Object.fromEntries(properties) as JsonSchema,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}
