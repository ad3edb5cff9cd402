import type { EmbeddingFields, EmbeddingRequest } from "fireworks-client/wire";

/** One thing to embed, as text or as token ids, or why it cannot be. */
export type EmbeddingEntry = { text: string } | { tokenIds: number[] } | { problem: string };

/** The entries of `input`, one a vector, with `prompt_template` filled in. */
export function readInputs({ input, prompt_template }: EmbeddingRequest): EmbeddingEntry[] {
  const template = prompt_template ?? undefined;
  const entries: readonly unknown[] = Array.isArray(input) && !isTokenIds(input) ? input : [input];
  const at = (index: number): string => (entries[0] === input ? "input" : `input[${index}]`);
  return entries.map((entry, index) => readEntry(entry, at(index), template));
}

/** A list of numbers is one text; the empty list is no text at all. */
function isTokenIds(list: readonly unknown[]): boolean {
  return typeof list[0] === "number";
}

function readEntry(entry: unknown, at: string, template: string | undefined): EmbeddingEntry {
  if (typeof entry === "object" && entry !== null && !Array.isArray(entry))
    return template === undefined
      ? { problem: `prompt_template is required when the input is an object, field: '${at}'` }
      : fill(template, entry as EmbeddingFields, at);
  if (template !== undefined)
    return { problem: `Input should be an object when prompt_template is given, field: '${at}'` };
  if (Array.isArray(entry))
    return entry.length === 0 ? emptyAt(at) : { tokenIds: entry as number[] };
  return entry === "" ? emptyAt(at) : { text: String(entry) };
}

/** `{name}` is a field of the object; braces around anything else are text. */
function fill(template: string, fields: EmbeddingFields, at: string): EmbeddingEntry {
  const missing: string[] = [];
  const text = template.replaceAll(/\{([A-Za-z_]\w*)\}/g, (_braces, name: string) => {
    if (!Object.hasOwn(fields, name)) missing.push(name);
    return asText(fields[name]);
  });
  if (missing.length > 0)
    return { problem: `Field required by prompt_template, field: '${at}.${missing[0]}'` };
  return text === "" ? emptyAt(at) : { text };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function emptyAt(at: string): EmbeddingEntry {
  return { problem: `Input should not be empty, field: '${at}'` };
}
