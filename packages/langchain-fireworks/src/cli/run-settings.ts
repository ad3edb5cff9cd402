import { readFile } from "node:fs/promises";
import { PARAMETER_NAMES, WIRE_NAMES } from "../settings/parameters.js";
import { type FlagValues, positive } from "./flag-values.js";
import { CliUsageError } from "./usage-error.js";

/** What a batch asks, as the command line says it and the state file keeps it. Plain JSON. */
export interface RunSettings {
  model?: string;
  prompt?: string;
  system?: string;
  /** JSON Schema. */
  schema?: object;
  idColumn?: string;
  /** Request parameters by our names or Fireworks'. */
  parameters: Record<string, unknown>;
  id?: string;
  skipBadRows?: boolean;
}

/** @throws CliUsageError for a schema that cannot be read and a parameter there is not */
export async function readSettings(flags: FlagValues): Promise<RunSettings> {
  const schema = flags.one("schema");
  const maxTokens = positive("max-tokens", flags.one("max-tokens"));
  return {
    model: flags.one("model"),
    prompt: flags.one("prompt"),
    system: flags.one("system"),
    schema: schema === undefined ? undefined : await readSchema(schema),
    idColumn: flags.one("id-column"),
    parameters: {
      ...Object.fromEntries(flags.all("param").map(readParameter)),
      ...(maxTokens !== undefined && { maxTokens }),
    },
    id: flags.one("id"),
    ...(flags.isOn("skip-bad-rows") && { skipBadRows: true }),
  };
}

async function readSchema(file: string): Promise<object> {
  try {
    const schema: unknown = JSON.parse(await readFile(file, "utf8"));
    if (typeof schema === "object" && schema !== null && !Array.isArray(schema)) return schema;
    throw new Error("it is no object");
  } catch (error) {
    throw new CliUsageError(`--schema ${file} is no JSON Schema: ${String(error)}`);
  }
}

/** `temperature=0`: the value is JSON, or else a text. */
function readParameter(text: string): [string, unknown] {
  const at = text.indexOf("=");
  const name = text.slice(0, at);
  const known = [...PARAMETER_NAMES, ...Object.values(WIRE_NAMES)];
  if (at < 1) throw new CliUsageError(`--param must be NAME=VALUE, not ${JSON.stringify(text)}.`);
  if (!known.some((parameter) => parameter === name))
    throw new CliUsageError(`--param ${name}: Fireworks has no request parameter of that name.`);
  return [name, readValue(text.slice(at + 1))];
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
