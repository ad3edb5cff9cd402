import { parseModelId } from "fireworks-client";
import type { ModelListEntry } from "fireworks-client/wire";

const MOST_SUGGESTIONS = 3;

/** Below this two names have nothing in common but letters. */
const LEAST_LIKENESS = 0.5;

/** What a model is asked for. */
export type ModelUse = "text" | "embedding" | "rerank";

/** What a list of callable models holds beside those that write; its own flags are not reliable (contract 6.6). */
const NOT_TEXT_KIND = /EMBEDDING|FLUMINA/;
const NOT_TEXT_NAME = /embed|rerank|whisper|^flux|^gte-|^uae-/i;
const EMBEDDING_NAME = /embed|^gte-|^uae-|^bge-|^voyage-(?!rerank)/i;
const RERANK_NAME = /rerank/i;

/**
 * The ids that come nearest to one that was not found, best first: the same name elsewhere (another
 * account, a router, the full form of a short id), then a name that differs a little, then newer
 * models of the same family. Only models of the same use.
 */
export function similarModelIds(
  wanted: string,
  models: readonly ModelListEntry[],
  use: ModelUse = "text",
): string[] {
  const name = nameOf(wanted);
  return models
    .filter((model) => model.id !== wanted && isFor(use, model))
    .map(({ id, created }) => ({
      id,
      created,
      likeness: likeness(name, nameOf(id)) * weightOf(wanted, id, name),
    }))
    .filter((candidate) => candidate.likeness >= LEAST_LIKENESS)
    .toSorted((left, right) => right.likeness - left.likeness || right.created - left.created)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ id }) => id);
}

/** A router costs more, so it does not come before a model that is as near, unless it was meant. */
function weightOf(wanted: string, id: string, name: string): number {
  const isRouter = (text: string) => parseModelId(text).kind === "router";
  return isRouter(id) && !isRouter(wanted) && nameOf(id) !== name ? 0.85 : 1;
}

function isFor(use: ModelUse, { id, kind, supports_chat }: ModelListEntry): boolean {
  const name = id.split("/").at(-1) ?? "";
  if (use === "embedding") return EMBEDDING_NAME.test(name);
  if (use === "rerank") return RERANK_NAME.test(name);
  if (supports_chat === false || NOT_TEXT_KIND.test(kind ?? "")) return false;
  return !NOT_TEXT_NAME.test(name);
}

/** The name alone, written as Fireworks writes names: lower case, `p` for the dot of a version. */
function nameOf(id: string): string {
  return lastNameOf(id)
    .toLowerCase()
    .replaceAll(/[\s_]+/g, "-")
    .replaceAll(/(?<=\d)\.(?=\d)/g, "p")
    .replace(/^fw-/, "");
}

function lastNameOf(id: string): string {
  const parsed = parseModelId(id);
  switch (parsed.kind) {
    case "model":
      return parsed.model;
    case "router":
      return parsed.router;
    case "deployment":
      return parsed.deployment;
    case "slug":
      return parsed.slug;
    default:
      // Another service's id, or one with a part too many or too few.
      return id.split("#")[0]?.replace(/\/+$/, "").split("/").at(-1) ?? "";
  }
}

/** 1 for the same name; 0.5 for the family alone, more with what else is alike. */
function likeness(wanted: string, name: string): number {
  if (wanted === name) return 1;
  const letters = 1 - distance(wanted, name) / Math.max(wanted.length, name.length, 1);
  const family = familyOf(wanted);
  // Unrelated names share half their letters by chance; a slip of the pen leaves most of them.
  if (family === "" || family !== familyOf(name)) return letters >= 0.7 ? letters : 0;
  return Math.min(0.99, 0.5 + letters / 2);
}

/** `qwen` of `qwen3p8-max`; too short a word says nothing. */
function familyOf(name: string): string {
  const word = /^[a-z]+/.exec(name)?.[0] ?? "";
  return word.length >= 3 ? word : "";
}

/** Letters to insert, delete or replace to make one text of the other (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...right].entries()) {
      const replace = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replace, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
