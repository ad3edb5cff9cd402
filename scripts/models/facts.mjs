/**
 * What `data/models.json` says of a model, less its name and source, and what the generated table
 * says in turn. The order is the order of the table.
 */
export const FACT_NAMES = [
  "kind",
  "status",
  "context",
  "output",
  "image",
  "audio",
  "video",
  "tools",
  "reasoning",
  "structuredOutput",
  "temperature",
  "dimensions",
  "resizable",
];

/** The known facts of a model in a fixed order, so that the same facts are always written alike. */
export function orderedFacts(model) {
  const known = FACT_NAMES.filter((name) => model[name] !== undefined);
  return Object.fromEntries(known.map((name) => [name, model[name]]));
}
