import { readFileSync } from "node:fs";
import { posix } from "node:path";
import type { MarkdownRenderer } from "vitepress";

type Token = ReturnType<MarkdownRenderer["parse"]>[number];

/** Where the repository is, if the manifests say so yet: `https://github.com/owner/name`. */
export function repositoryAddress(manifest: URL): string | undefined {
  const { repository } = JSON.parse(readFileSync(manifest, "utf8")) as {
    repository?: { url: string };
  };
  return repository?.url.replace(/^git\+/, "").replace(/\.git$/, "");
}

/**
 * Pages link to files of the repository that are no pages: sources, the security notes. On the site such a link
 * leads to the repository, or is plain text as long as no address is known.
 */
export const linksOut = (repository: string | undefined) => (md: MarkdownRenderer) => {
  md.core.ruler.push("links-out", ({ tokens, env }) => {
    const folder = posix.dirname((env as { relativePath?: string }).relativePath ?? "");
    for (const { children } of tokens) if (children) leadOut({ children, folder, repository });
  });
};

interface Inline {
  children: Token[];
  folder: string;
  repository: string | undefined;
}

function leadOut({ children, folder, repository }: Inline): void {
  let isLost = false;
  for (const token of children) {
    if (token.type === "link_open") {
      const path = pathOutside(String(token.attrGet("href")), folder);
      if (path === undefined) continue;
      if (repository === undefined) isLost = true;
      else token.attrSet("href", `${repository}/blob/main/${path}`);
    }
    if (isLost && token.type.startsWith("link_")) asText(token);
    if (token.type === "link_close") isLost = false;
  }
}

/** The path from the root of the repository, if a link leads out of docs/. */
function pathOutside(href: string, folder: string): string | undefined {
  if (/^(?:[a-z]+:|#|\/)/.test(href)) return undefined;
  const path = posix.join("docs", folder, href);
  return path.startsWith("docs/") ? undefined : path;
}

function asText(token: Token): void {
  token.type = "text";
  token.content = "";
  token.tag = "";
}
