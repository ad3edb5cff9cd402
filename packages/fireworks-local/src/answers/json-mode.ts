import type { ChatCompletionRequest, JsonSchema } from "fireworks-client/wire";
import { lastUserText, systemText } from "../requests/message-text.js";

const NUMERIC_NAME =
  /^(age|amount|count|id|number|num|price|quantity|rating|score|sum|total|value|year)s?_?\d*$/i;

/** How much of the prompt is read: looking for the end of a schema takes quadratic time. */
const LONGEST = 8_000;

/**
 * JSON mode without a schema: what the prompt says about the object. Either it holds a JSON Schema,
 * or it names keys in quotes or backticks, each perhaps with `: …` that lists choices in quotes.
 */
export function schemaFromPrompt(request: ChatCompletionRequest): JsonSchema | undefined {
  const prompt = `${systemText(request)}\n${lastUserText(request)}`.slice(0, LONGEST);
  return embeddedSchema(prompt) ?? namedKeys(prompt);
}

function embeddedSchema(prompt: string): JsonSchema | undefined {
  const mark = prompt.indexOf('"properties"');
  const start = prompt.lastIndexOf("{", mark);
  if (mark < 0 || start < 0) return undefined;
  for (let end = prompt.indexOf("}", mark); end >= 0; end = prompt.indexOf("}", end + 1)) {
    const schema = parseObject(prompt.slice(start, end + 1));
    if (schema !== undefined) return { type: "object", ...schema };
  }
  return undefined;
}

function namedKeys(prompt: string): JsonSchema | undefined {
  if (!/\b(keys?|fields?|propert(?:y|ies))\b/i.test(prompt)) return undefined;
  const described = [...prompt.matchAll(/[`'"]([A-Za-z_]\w{0,60})[`'"]\s*:\s*([^\n]*)/g)];
  const bare = [...prompt.matchAll(/[`'"]([A-Za-z_]\w{0,60})[`'"]/g)];
  const found = described.length > 0 ? described : bare;
  if (found.length === 0) return undefined;
  const properties = Object.fromEntries(
    found.map(([, name = "", description = ""]) => [name, describedSchema(name, description)]),
  );
  return { type: "object", properties, required: Object.keys(properties) };
}

function describedSchema(name: string, description: string): JsonSchema {
  const choices = [...description.matchAll(/[`'"]([^`'"\n]{1,60})[`'"]/g)].map(([, word]) => word);
  if (choices.length > 1) return { type: "string", enum: choices };
  return { type: NUMERIC_NAME.test(name) ? "number" : "string" };
}

function parseObject(text: string): JsonSchema | undefined {
  try {
    return JSON.parse(text) as JsonSchema;
  } catch {
    return undefined;
  }
}
