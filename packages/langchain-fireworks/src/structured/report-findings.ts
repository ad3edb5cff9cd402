import { lintJsonSchema } from "../convert/lint-json-schema.js";
import type { Warn } from "../errors/warnings.js";
import type { Target } from "./target.js";

/** Tells everything the server does not enforce, or reads in its own way, of a schema. */
export function reportFindings({ jsonSchema, name }: Target, warn: Warn): void {
  for (const { pointer, keyword, message, suggestion } of lintJsonSchema(jsonSchema)) {
    const hint = suggestion === undefined ? "" : ` ${suggestion}`;
    warn({
      code: "schema_finding",
      message: `The schema "${name}", at ${pointer}, \`${keyword}\`: ${message}${hint}`,
      field: `${name}${pointer}/${keyword}`,
    });
  }
}
