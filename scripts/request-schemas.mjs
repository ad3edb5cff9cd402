/**
 * Reads the schemas of requests out of one of Fireworks' OpenAPI files, less everything that is only
 * there to be read by people. Ranges that stand in a description become `minimum` and `maximum`.
 */
import { parse } from "yaml";

/** The schemas of `roots`, and all those they refer to, by name. */
export function readSchemas(text, roots) {
  const all = parse(text).components.schemas;
  const found = new Map();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    if (all[name] === undefined) throw new Error(`The file has no schema ${name}.`);
    const schema = essence(all[name]);
    found.set(name, schema);
    open.push(...referencesIn(schema));
  }
  const names = [...found.keys()].toSorted();
  return Object.fromEntries(names.map((name) => [name, found.get(name)]));
}

const KEPT = [
  "type",
  "enum",
  "const",
  "format",
  "required",
  "readOnly",
  "minimum",
  "maximum",
  "maxLength",
  "pattern",
];

function essence(schema) {
  const kept = Object.fromEntries(
    KEPT.filter((key) => key in schema).map((key) => [key, schema[key]]),
  );
  const { $ref, anyOf = schema.oneOf, items, properties, additionalProperties: others } = schema;
  return {
    ...kept,
    ...rangeIn(schema.description ?? ""),
    ...($ref === undefined ? {} : { $ref: $ref.split("/").at(-1) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(essence) }),
    ...(items === undefined ? {} : { items: essence(items) }),
    ...(others === undefined
      ? {}
      : { additionalProperties: isSchema(others) ? essence(others) : others }),
    ...(properties === undefined ? {} : { properties: essences(properties) }),
  };
}

const isSchema = (value) => typeof value === "object";

function essences(properties) {
  const names = Object.keys(properties).toSorted();
  return Object.fromEntries(names.map((name) => [name, essence(properties[name])]));
}

/** "Required range: `0 <= x <= 2`", "Must be >= 1024". */
function rangeIn(description) {
  const [, low, high] = /Required range: `(-?[\d.]+) <= x <= (-?[\d.]+)`/.exec(description) ?? [];
  if (low !== undefined) return { minimum: Number(low), maximum: Number(high) };
  const [, least] = /Must be >= (\d+)/.exec(description) ?? [];
  return least === undefined ? {} : { minimum: Number(least) };
}

function referencesIn(schema) {
  if (Array.isArray(schema)) return schema.flatMap(referencesIn);
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === "$ref" ? [value] : referencesIn(value),
  );
}

/** Which schemas are kept of each of Fireworks' files. */
export const REQUEST_SCHEMAS = {
  inference: {
    file: "fireworks-ai-text-completion-openapi.yml",
    roots: [
      "ChatCompletionRequest",
      "CompletionRequest",
      "EmbeddingRequest",
      "RerankRequestBody",
      "StreamOptions",
    ],
  },
  messages: {
    file: "fireworks-ai-anthropic-messages-openapi.json",
    roots: ["AnthropicCreateMessageParams"],
  },
  responses: {
    file: "fireworks-ai-responses-openapi.yml",
    roots: ["CreateResponse"],
  },
  gateway: {
    file: "fireworks-ai-gateway-openapi.yml",
    roots: [
      "gatewayModel",
      "gatewayDataset",
      "GatewayCreateDatasetBody",
      "GatewayGetDatasetUploadEndpointBody",
      "GatewaySplitDatasetBody",
      "gatewayBatchInferenceJob",
      "gatewayDeployment",
      "gatewaySupervisedFineTuningJob",
      "gatewayDeployedModel",
      "GatewayCreateModelBody",
      "GatewayGetModelUploadEndpointBody",
      "GatewayPrepareModelBody",
      "GatewayScaleDeploymentBody",
    ],
  },
};
