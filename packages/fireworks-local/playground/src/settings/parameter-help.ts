import source from "../../../../langchain-fireworks/src/settings/parameters.ts?raw";

const DOCUMENTED_FIELD = /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*(\w+)\?:/g;

/** What the library's own docstrings say, by its names: the same words as in an editor. */
export const PARAMETER_HELP: ReadonlyMap<string, string> = new Map(
  [...source.matchAll(DOCUMENTED_FIELD)].map(([, comment = "", name = ""]) => [
    name,
    plainText(comment),
  ]),
);

function plainText(comment: string): string {
  return comment
    .replaceAll(/^\s*\* ?/gm, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
