import type { EmbeddingInputs } from "../calls/embedding-batches.js";
import { isRecord } from "../convert/unknown-values.js";
import { inputError } from "../errors/input-error.js";
import { conventionOf, type EmbeddingUse } from "../models/embedding-use.js";
import { requireList } from "../settings/require-list.js";
import type { EmbeddingInputItem, EmbeddingSettings } from "./embeddings-options.js";

/** The place of a text in its template. */
const PLACE = "{text}";

/** What inputs are embedded for, and how. */
interface AskedInputs {
  use: EmbeddingUse;
  settings: EmbeddingSettings;
  /** The catalogue name of the model. */
  name: string;
}

/**
 * What is sent for each input. Templates for queries and documents are filled here: so they work with
 * every model, what is sent can be seen, and braces in the rest of a template mean themselves, which no
 * source says of the server's `prompt_template`.
 *
 * @throws FireworksConfigurationError naming the input's index
 */
export function inputsToWire(
  items: readonly EmbeddingInputItem[],
  asked: AskedInputs,
): EmbeddingInputs {
  const fill = filler(asked);
  const { promptTemplate } = asked.settings;
  const all = requireList(items, "texts");
  if (promptTemplate == null) return all.map((item, index) => fill(textAt(item, index)));
  return all.map((item, index) => (isRecord(item) ? item : { text: fill(textAt(item, index)) }));
}

/** The given template, or the one a known model needs. */
function filler({ use, settings, name }: AskedInputs): (text: string) => string {
  const field = use === "query" ? "queryTemplate" : "documentTemplate";
  const given = settings[field];
  if (given === null) return (text) => text;
  if (given !== undefined) return around(given, field);
  const { templates, marks } = conventionOf(name);
  if (templates === undefined || settings.promptTemplate != null) return (text) => text;
  const fill = around(templates[use], field);
  return (text) => (marks?.test(text) === true ? text : fill(text));
}

function around(template: string, field: string): (text: string) => string {
  const parts = template.split(PLACE);
  if (parts.length > 1) return (text) => parts.join(text);
  throw inputError(`\`${field}\` has no ${PLACE}, so all texts would be the same.`, {
    field,
    code: "invalid_option",
    hint: `Pass e.g. "Query: ${PLACE}", or null for no template.`,
  });
}

/** An empty text is refused here, for Fireworks would refuse the texts beside it as well. */
function textAt(item: unknown, index: number): string {
  if (typeof item === "string" && item !== "") return item;
  const field = `texts[${index}]`;
  if (item === "") {
    throw inputError(`Text ${index} is empty.`, {
      field,
      code: "empty_text",
      hint: "Leave empty texts out: there is nothing to embed.",
    });
  }
  const isObject = isRecord(item);
  throw inputError(`Text ${index} is ${isObject ? "an object" : "not a text"}.`, {
    field,
    code: "invalid_text",
    hint: isObject ? "Set `promptTemplate` to embed objects." : "Pass texts.",
  });
}
