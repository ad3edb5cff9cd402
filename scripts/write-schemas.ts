/** Writes the JSON Schemas that fireworks-local publishes: `npm run schemas`, after a description changed. */
import { writeFile } from "node:fs/promises";
import { publishedSchemas } from "../packages/fireworks-local/test/published-schemas.js";

const folder = new URL("../packages/fireworks-local/schema/", import.meta.url);

for (const [name, schema] of Object.entries(publishedSchemas())) {
  const file = `${name}.schema.json`;
  await writeFile(new URL(file, folder), `${JSON.stringify(schema, null, 2)}\n`);
  console.log(`packages/fireworks-local/schema/${file}`);
}
