import type { MarkdownRenderer } from "vitepress";

type Highlight = NonNullable<MarkdownRenderer["options"]["highlight"]>;

/** Both languages hold the same code, so half of it has been coloured already. */
export function highlightOnce(md: MarkdownRenderer): void {
  const highlight = md.options.highlight;
  if (highlight) md.options.highlight = remembered(highlight);
}

function remembered(highlight: Highlight): Highlight {
  const known = new Map<string, ReturnType<Highlight>>();
  return (code, language, attributes) => {
    const key = JSON.stringify([code, language, attributes]);
    const html = known.get(key) ?? highlight(code, language, attributes);
    known.set(key, html);
    return html;
  };
}
