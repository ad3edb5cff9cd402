import type { MarkdownEnv, MarkdownRenderer } from "vitepress";

/**
 * The words of a text: whole words, and of Chinese, which puts no spaces between words, each two characters that
 * follow each other. The browser gets this function as text, so it stands on nothing outside itself.
 */
export function searchTerms(text: string): string[] {
  const terms: string[] = [];
  for (const [run] of text.matchAll(/\p{Script=Han}+|[\p{L}\p{N}_]+/gu)) {
    const characters = [...run];
    if (!/\p{Script=Han}/u.test(run) || characters.length === 1) terms.push(run);
    else characters.slice(1).forEach((next, index) => terms.push(`${characters[index]}${next}`));
  }
  return terms;
}

/** What is searched needs no colours: highlighting code once more would double the time of the build. */
export function renderForSearch(source: string, env: MarkdownEnv, md: MarkdownRenderer): string {
  md.options.highlight = (code) => `<pre>${md.utils.escapeHtml(code)}</pre>`;
  const html = md.render(source, env);
  return env.frontmatter?.search === false ? "" : html;
}
