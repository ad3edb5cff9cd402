/** What a text is embedded for: to search with it, or to be found. */
export type EmbeddingUse = "query" | "document";

/** How a model is told what a text is for. */
interface UseConvention {
  /** Text around the text, with `{text}` in its place. */
  templates?: Readonly<Record<EmbeddingUse, string>>;
  /** Beginnings with which a text says its use itself, and gets no template. */
  marks?: RegExp;
  /** It has the request field `input_type`, which other models refuse. */
  takesInputType?: boolean;
}

/** Section 6.2 of the wire contract: nomic v1.5 needs its prefixes, Voyage's models have a field. */
const NOMIC: UseConvention = {
  templates: { query: "search_query: {text}", document: "search_document: {text}" },
  marks: /^(?:search_query|search_document|clustering|classification): /,
};
const VOYAGE: UseConvention = { takesInputType: true };

/** @param name - The catalogue name of the model, or its id where it has none. */
export function conventionOf(name: string): UseConvention {
  if (name === "nomic-ai/nomic-embed-text-v1.5") return NOMIC;
  return name.startsWith("voyage-") ? VOYAGE : {};
}
