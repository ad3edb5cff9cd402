import type { SourceInfo } from "../../../src/admin/admin-answers.js";

/** A source in a list. */
export function sourceTitle(source: SourceInfo): string {
  switch (source.name) {
    case "engine":
      return "Local engine";
    case "recordings":
      return `Recordings: ${source.folder}`;
    case "upstream":
      return `Upstream: ${source.url}`;
  }
}

/** What a person has to know before believing an answer or spending money. */
export function sourceNote(source: SourceInfo): string {
  switch (source.name) {
    case "engine":
      return "Not a language model: answers are canned or made from the request.";
    case "recordings":
      return "Answers were recorded before; what was not recorded is refused.";
    case "upstream":
      if (source.dialect !== "fireworks") return "A model answers.";
      return source.holdsKey
        ? "A model answers, and its calls cost money. The key stays with the server."
        : "The server holds no key for Fireworks: start it with FIREWORKS_API_KEY or --upstream-key.";
  }
}
