import { readdir, readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { publishedSchemas } from "./published-schemas.js";

const folder = new URL("../schema/", import.meta.url);

test.each(Object.entries(publishedSchemas()))(
  "schema/%s.schema.json is what files are checked with (npm run schemas writes it)",
  async (name, schema) => {
    const text = await readFile(new URL(`${name}.schema.json`, folder), "utf8");
    expect(JSON.parse(text)).toEqual(schema);
    expect(() => new Ajv2020().compile(schema)).not.toThrow();
  },
);

test("nothing else is published", async () => {
  const names = Object.keys(publishedSchemas()).map((name) => `${name}.schema.json`);
  expect((await readdir(folder)).toSorted()).toEqual(names.toSorted());
});
