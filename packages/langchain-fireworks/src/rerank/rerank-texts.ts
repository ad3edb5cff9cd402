import { isRecord } from "../convert/unknown-values.js";
import { inputError } from "../errors/input-error.js";
import { requireList } from "../settings/require-list.js";
import type { RerankInput } from "./rerank-options.js";

/**
 * The texts of what is ranked; the endpoint takes nothing else (section 6.3 of the wire contract).
 *
 * @throws FireworksConfigurationError naming the index of what has no text
 */
export function rerankTexts(
  documents: readonly RerankInput[],
  rankFields: readonly string[] | null | undefined,
): string[] {
  return requireList(documents, "documents").map((document: unknown, index) => {
    const text = textOf(document, rankFields);
    if (text !== undefined) return text;
    throw inputError(`Document ${index} has no text.`, {
      field: `documents[${index}]`,
      code: "invalid_document",
      hint: "Pass texts, LangChain documents, or objects that can be written as JSON.",
    });
  });
}

function textOf(
  document: unknown,
  rankFields: readonly string[] | null | undefined,
): string | undefined {
  if (typeof document === "string") return document;
  if (!isRecord(document)) return undefined;
  if (typeof document.pageContent === "string") return document.pageContent;
  return jsonOf(rankFields == null ? document : chosen(document, rankFields));
}

function chosen(document: Record<string, unknown>, names: readonly string[]): object {
  const present = names.filter((name) => Object.hasOwn(document, name));
  return Object.fromEntries(present.map((name) => [name, document[name]]));
}

/** Numbers too large for JSON are written as text; what holds itself cannot be written. */
function jsonOf(value: object): string | undefined {
  try {
    return JSON.stringify(value, (_key, part: unknown) =>
      typeof part === "bigint" ? part.toString() : part,
    );
  } catch {
    return undefined;
  }
}
