import { GIVEN_SHAPE } from "../src/control-plane/given-shape.js";
import { FAULT_PLAN_SHAPE } from "../src/faults/plan-shape.js";
import { jsonSchemaOf } from "../src/files/json-schema-of.js";
import { SCRIPT_FILE_SHAPE, SCRIPT_PARTS } from "../src/scripts/script-shape.js";

/** What editors complete files with: the descriptions that files are checked with, by file name. */
export function publishedSchemas(): Record<string, object> {
  return {
    "fault-plan": published("Faults of fireworks-local", jsonSchemaOf(FAULT_PLAN_SHAPE)),
    resources: published("Resources of fireworks-local", jsonSchemaOf(GIVEN_SHAPE)),
    script: published("Scripts of fireworks-local", jsonSchemaOf(SCRIPT_FILE_SHAPE, SCRIPT_PARTS)),
  };
}

function published(title: string, schema: object): object {
  return { $schema: "https://json-schema.org/draft/2020-12/schema", title, ...schema };
}
