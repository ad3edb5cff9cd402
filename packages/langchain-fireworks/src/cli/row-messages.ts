import type { BaseMessageLike } from "@langchain/core/messages";
import type { RunSettings } from "./run-settings.js";
import type { RowFields } from "./input-file.js";

/**
 * What a row asks: the templates filled with its columns, or its own `messages`, or its `prompt`. A row
 * of Fireworks' own form (`custom_id`, `body`) asks with the messages of its body.
 *
 * @throws Error naming the column that is missing
 */
export function messagesOfRow(
  { prompt, system }: Pick<RunSettings, "prompt" | "system">,
  fields: RowFields,
): BaseMessageLike[] {
  const before: BaseMessageLike[] =
    system === undefined ? [] : [{ role: "system", content: fill(system, fields) }];
  if (prompt !== undefined) return [...before, { role: "user", content: fill(prompt, fields) }];
  const messages = fields.messages ?? (fields.body as RowFields | undefined)?.messages;
  if (Array.isArray(messages)) return [...before, ...(messages as BaseMessageLike[])];
  if (fields.prompt === undefined)
    throw new Error(
      `the row has neither \`prompt\` nor \`messages\`; it has ${columns(fields)}. Say what to ask with --prompt.`,
    );
  return [...before, { role: "user", content: text(fields.prompt) }];
}

/** The model is the command's, and what is fetched later is no stream. */
const NOT_OF_A_ROW = new Set(["messages", "model", "stream", "stream_options"]);

/** What a row of Fireworks' form asks beside its messages, e.g. `max_tokens`. */
export function requestOfRow({ body }: RowFields): Record<string, unknown> {
  const given = typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
  return Object.fromEntries(Object.entries(given).filter(([name]) => !NOT_OF_A_ROW.has(name)));
}

/** The caller's own id of a row, if the settings name a column or the row has Fireworks' form. */
export function idOfRow(idColumn: string | undefined, fields: RowFields): string | undefined {
  const id = idColumn === undefined ? fields.custom_id : fields[idColumn];
  return id === undefined || id === "" ? undefined : text(id);
}

/** `{column}` becomes the value; `{{` and `}}` are braces. */
function fill(template: string, fields: RowFields): string {
  return template.replace(/\{\{|\}\}|\{([^{}]+)\}/g, (found, column?: string) => {
    if (column === undefined) return found.charAt(0);
    if (!Object.hasOwn(fields, column))
      throw new Error(`the row has no column ${JSON.stringify(column)}; it has ${columns(fields)}`);
    return text(fields[column]);
  });
}

const text = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value ?? "");

const columns = (fields: RowFields): string =>
  Object.keys(fields)
    .map((name) => JSON.stringify(name))
    .join(", ") || "no columns";
