import { Marked, type RendererObject, type Tokens } from "marked";

/**
 * Markdown as HTML without anything a model could do harm with: its own HTML is shown as the text it is,
 * pictures are links that nobody has to follow. What comes out is sanitised all the same.
 */
export const markdownToHtml = (source: string): string =>
  isTangled(source)
    ? `<pre><code>${escapeHtml(source)}</code></pre>\n`
    : markdown.parse(source, { async: false });

/** The blocks of a text, in their order; their `raw` texts together are the text. */
export const markdownBlocks = (source: string): { raw: string; type: string }[] =>
  isTangled(source) ? [{ raw: source, type: "text" }] : markdown.lexer(source);

/**
 * What the reader of Markdown takes seconds for, or its whole stack: quotes and lists nested without end,
 * and words of thousands of letters. Such a text is shown as it is written.
 */
const isTangled = (source: string): boolean => TANGLES.some((tangle) => tangle.test(source));

const TANGLES = [
  /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])(?=[ \t>*+\d-])){24}/m,
  /^[ \t]{80}[ \t]*(?:[>*+-]|\d{1,9}[.)])[ \t]/m,
  /[\w.+-]{1000}/,
];

const renderer: RendererObject = {
  html({ text }: Tokens.HTML | Tokens.Tag): string {
    // The one tag that Markdown has no sign for in the cells of a table.
    return /^<br\s*\/?>$/i.test(text.trim()) ? "<br>" : escapeHtml(text);
  },
  image({ href, text }: Tokens.Image): string {
    return `<a href="${escapeHtml(href)}">Picture: ${escapeHtml(text === "" ? href : text)}</a>`;
  },
  // The page has headings of its own, down to the second level.
  heading({ tokens, depth }: Tokens.Heading): string {
    const level = Math.min(6, depth + 2);
    return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
  },
  checkbox({ checked }: Tokens.Checkbox): string {
    return checked ? "☑ " : "☐ ";
  },
  code({ text }: Tokens.Code): string {
    return `<pre><code>${escapeHtml(text)}</code></pre>\n`;
  },
};

const markdown = new Marked({ gfm: true, renderer });

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
