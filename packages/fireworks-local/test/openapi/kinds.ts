import type { RequestSchema, RequestSchemas } from "../../../../scripts/request-schemas.mjs";
import { type Field, object, oneOf, required, type Shape } from "../../src/requests/shape.js";

/** What a value may be, taken apart the same way whether a description or a schema says it. */
export interface Kinds {
  anything: boolean;
  null: boolean;
  boolean: boolean;
  anyObject: boolean;
  number?: { integer: boolean; min: number | undefined; max: number | undefined };
  text?: {
    oneOf: readonly string[] | undefined;
    form: string | undefined;
    format: string | undefined;
  };
  map?: Kinds;
  lists: ListKind[];
  objects: ObjectKind[];
}

export interface ListKind {
  /** A word for the items, e.g. `number`. */
  holds: string;
  items: Kinds;
  min: number | undefined;
  max: number | undefined;
}

export interface ObjectKind {
  /** The one value its key `type` may have, if there is one. */
  type: string | undefined;
  isClosed: boolean;
  keys: Readonly<Record<string, KeyKind>>;
}

export interface KeyKind {
  isRequired: boolean;
  isReadOnly: boolean;
  /** Asked for when needed: schemas may hold themselves. */
  kinds(): Kinds;
}

function nothing(): Kinds {
  return { anything: false, null: false, boolean: false, anyObject: false, lists: [], objects: [] };
}

export function kindsOfShape(shape: Shape): Kinds {
  const kinds = nothing();
  for (const one of shape.kind === "union" ? shape.alternatives.map((item) => item.shape) : [shape])
    addShape(kinds, one);
  return kinds;
}

function addShape(kinds: Kinds, shape: Shape): void {
  switch (shape.kind) {
    case "anything":
      kinds.anything = true;
      return;
    case "null":
      kinds.null = true;
      return;
    case "boolean":
      kinds.boolean = true;
      return;
    case "json-object":
      kinds.anyObject = true;
      return;
    case "number":
      kinds.number = { integer: shape.integer === true, min: shape.min, max: shape.max };
      return;
    case "string": {
      const form =
        shape.pattern?.source ?? (shape.maxLength && String(shape.maxLength)) ?? undefined;
      kinds.text = {
        oneOf: shape.oneOf?.toSorted(),
        form: form || undefined,
        format: shape.format,
      };
      return;
    }
    case "map":
      kinds.map = kindsOfShape(shape.values);
      return;
    case "list": {
      const items = kindsOfShape(shape.items);
      kinds.lists.push({ holds: nameOf(items), items, min: shape.min, max: shape.max });
      return;
    }
    case "object":
      kinds.objects.push(objectOfShape(shape.keys, shape.isOpen));
      return;
    case "by-type":
      for (const [type, keys] of Object.entries(shape.types))
        addShape(kinds, {
          ...object({ type: required(oneOf(type)), ...keys }),
          isOpen: shape.isOpen,
        } as Shape);
      return;
    case "union":
      for (const { shape: one } of shape.alternatives) addShape(kinds, one);
  }
}

function objectOfShape(keys: Readonly<Record<string, Field>>, isOpen = false): ObjectKind {
  const type = keys["type"]?.shape;
  return {
    type: type?.kind === "string" && type.oneOf?.length === 1 ? type.oneOf[0] : undefined,
    isClosed: !isOpen,
    keys: Object.fromEntries(
      Object.entries(keys).map(([name, field]) => [
        name,
        {
          isRequired: field.required === true,
          isReadOnly: field.outputOnly === true,
          kinds: () => kindsOfShape(field.shape),
        },
      ]),
    ),
  };
}

export function kindsOfSchema(schema: RequestSchema, schemas: RequestSchemas): Kinds {
  const kinds = nothing();
  addSchema(kinds, schema, schemas);
  return kinds;
}

function addSchema(kinds: Kinds, schema: RequestSchema, schemas: RequestSchemas): void {
  const { $ref, anyOf, minimum: min, maximum: max } = schema;
  if ($ref !== undefined) return addSchema(kinds, schemas[$ref] ?? {}, schemas);
  if (anyOf !== undefined) {
    for (const one of anyOf) addSchema(kinds, one, schemas);
    // A range beside the alternatives is meant for the number among them.
    if (kinds.number !== undefined && min !== undefined)
      kinds.number = { ...kinds.number, min, max };
    return undefined;
  }
  switch (schema.type) {
    case "null":
      kinds.null = true;
      return undefined;
    case "boolean":
      kinds.boolean = true;
      return undefined;
    case "integer":
    case "number":
      kinds.number = { integer: schema.type === "integer", min, max };
      return undefined;
    case "string": {
      const choices = schema.const === undefined ? schema.enum : [schema.const];
      const form = schema.pattern ?? (schema.maxLength && String(schema.maxLength));
      kinds.text = { oneOf: choices?.toSorted(), form: form || undefined, format: schema.format };
      return undefined;
    }
    case "array": {
      const items = kindsOfSchema(schema.items ?? {}, schemas);
      kinds.lists.push({ holds: nameOf(items), items, min: undefined, max: undefined });
      return undefined;
    }
    case "object":
      return addObjectSchema(kinds, schema, schemas);
    default:
      kinds.anything = true;
      return undefined;
  }
}

function addObjectSchema(kinds: Kinds, schema: RequestSchema, schemas: RequestSchemas): void {
  const { properties, additionalProperties: others } = schema;
  if (typeof others === "object") kinds.map = kindsOfSchema(others, schemas);
  else if (others === true && properties === undefined) kinds.anyObject = true;
  else kinds.objects.push(objectOfSchema(schema, schemas));
}

/** Without `additionalProperties` and `properties` it is a message of the gateway without fields. */
function objectOfSchema(schema: RequestSchema, schemas: RequestSchemas): ObjectKind {
  const { properties = {}, additionalProperties: others, required: needed = [] } = schema;
  const { type } = properties;
  const choices = type?.const === undefined ? type?.enum : [type.const];
  return {
    type: choices?.length === 1 ? choices[0] : undefined,
    isClosed: others === false,
    keys: Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        {
          isRequired: needed.includes(name),
          isReadOnly: property.readOnly === true,
          kinds: () => kindsOfSchema(property, schemas),
        },
      ]),
    ),
  };
}

function nameOf(kinds: Kinds): string {
  if (kinds.text !== undefined) return "texts";
  if (kinds.number !== undefined) return "numbers";
  const [list] = kinds.lists;
  if (list !== undefined) return `lists of ${list.holds}`;
  return kinds.objects.length > 0 ? "described objects" : "objects";
}
