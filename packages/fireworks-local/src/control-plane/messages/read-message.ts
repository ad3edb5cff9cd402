import { isRecord } from "../../json/is-record.js";
import { isDeeperThan } from "../../json/json-depth.js";
import type { Field, Shape } from "../../requests/shape.js";
import { invalidArgument } from "../grpc-refusal.js";
import { toCamelCase, toSnakeCase } from "./field-names.js";
import { readScalar } from "./read-scalar.js";

type ObjectShape = Shape & { kind: "object" };
type JsonObject = Record<string, unknown>;

/** No message is that deep, and what follows recurses. */
const MAX_DEPTH = 64;

/**
 * A request body of the control plane, read as a gRPC gateway reads protobuf's JSON: camelCase and
 * snake_case names are the same field and come out as camelCase, `null` is absent, 64-bit integers come
 * out as text, fields that only the server sets are dropped. Throws E8 with code 3 for an unknown field,
 * a wrong type, and a required field that is missing.
 */
export function readMessage<Message>(json: unknown, shape: Shape): Message {
  if (isDeeperThan(json, MAX_DEPTH))
    throw invalidArgument(`the body nests deeper than ${MAX_DEPTH} levels`);
  if (shape.kind !== "object") throw new Error("fireworks-local: a message is an object");
  const message = readObject(json ?? {}, shape, "");
  checkRequired(message, shape, "");
  return message as Message;
}

/** The same without required fields, for `PATCH`. */
export function readPatch<Message>(json: unknown, shape: ObjectShape): Partial<Message> {
  const keys = Object.entries(shape.keys).map(([key, field]) => [
    key,
    { ...field, required: false },
  ]);
  return readMessage(json, { ...shape, keys: Object.fromEntries(keys) as ObjectShape["keys"] });
}

function readValue(value: unknown, shape: Shape, path: string): unknown {
  switch (shape.kind) {
    case "object":
      return readObject(value, shape, path);
    case "list":
      if (!Array.isArray(value)) throw wrongType(path, value);
      return value.map((item, at) => readValue(item, shape.items, `${path}[${at}]`));
    case "map":
      return Object.fromEntries(
        Object.entries(asObject(value, path)).map(([key, item]) => [
          key,
          readValue(item, shape.values, `${path}.${key}`),
        ]),
      );
    case "json-object":
      return asObject(value, path);
    case "string":
    case "number":
    case "boolean": {
      const read = readScalar(value, shape);
      if (read === undefined) throw wrongType(path, value);
      return read;
    }
    default:
      return value;
  }
}

function readObject(value: unknown, shape: ObjectShape, path: string): JsonObject {
  const read: JsonObject = {};
  for (const [name, item] of Object.entries(asObject(value, path))) {
    const key = toCamelCase(name);
    const field: Field | undefined = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    const at = path === "" ? name : `${path}.${name}`;
    if (field === undefined) throw unknownField(name, at);
    if (Object.hasOwn(read, key)) throw invalidArgument(`duplicate field "${name}"`);
    if (item !== null && field.outputOnly !== true) read[key] = readValue(item, field.shape, at);
  }
  return read;
}

/** Deep, but not into what is absent. */
function checkRequired(message: JsonObject, shape: ObjectShape, path: string): void {
  for (const [key, field] of Object.entries(shape.keys)) {
    const value = message[key];
    const at = path === "" ? toSnakeCase(key) : `${path}.${toSnakeCase(key)}`;
    if (field.required === true && (value === undefined || value === ""))
      throw invalidArgument(`${at} is required`);
    if (field.shape.kind === "object" && value !== undefined)
      checkRequired(value as JsonObject, field.shape, at);
  }
}

function asObject(value: unknown, path: string): JsonObject {
  if (isRecord(value)) return value;
  throw wrongType(path, value);
}

/** Contract 7.1 has the text; where it is deeper, the path helps. */
function unknownField(name: string, at: string): Error {
  const place = name === at ? "" : ` (${at})`;
  return invalidArgument(`unknown field ${JSON.stringify(name)}${place}`);
}

function wrongType(path: string, value: unknown): Error {
  const text = JSON.stringify(value) ?? "undefined";
  const shown = text.length > 100 ? `${text.slice(0, 100)}...` : text;
  return invalidArgument(
    `invalid value for ${path === "" ? "the body" : `field ${path}`}: ${shown}`,
  );
}
