/**
 * Reads the fenced code blocks of a Markdown text. The words after the language say what a block is
 * good for:
 *
 * - ```` ```ts ```` runs as a program of its own and is type-checked;
 * - ```` ```ts continue ```` runs after the code of the block before it;
 * - ```` ```ts no-run: <reason> ```` is type-checked only;
 * - `js` is the same without types, `cjs` is CommonJS, any other language is not run.
 */
export interface CodeBlock {
  language: string;
  /** Everything after the language, e.g. `no-run: needs a real key`. */
  note: string;
  code: string;
  /** The line of the opening fence, from 1. */
  line: number;
}

const FENCE = /^(?<indent> *)(?<fence>`{3,})(?<language>[\w-]*) *(?<note>[^`]*)$/;

export function extractCodeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: string; indent: number; block: CodeBlock; code: string[] } | null = null;
  for (const [index, line] of markdown.split("\n").entries()) {
    const groups = FENCE.exec(line)?.groups;
    if (open === null) {
      if (groups === undefined) continue;
      const { indent = "", fence = "", language = "", note = "" } = groups;
      const block = { language, note: note.trim(), code: "", line: index + 1 };
      open = { fence, indent: indent.length, block, code: [] };
    } else if (groups?.fence === open.fence && groups.language === "" && groups.note === "") {
      blocks.push({ ...open.block, code: open.code.join("\n") });
      open = null;
    } else {
      open.code.push(line.slice(open.indent));
    }
  }
  return blocks;
}

export interface Snippet {
  /** `README.md:42`, the place of the last block. */
  title: string;
  extension: "ts" | "mjs" | "cjs";
  code: string;
  runs: boolean;
}

const EXTENSIONS: Record<string, Snippet["extension"]> = {
  ts: "ts",
  typescript: "ts",
  js: "mjs",
  javascript: "mjs",
  cjs: "cjs",
};

/** The programs of a document: a block with its continuations is one. */
export function snippetsOf(file: string, markdown: string): Snippet[] {
  const snippets: Snippet[] = [];
  for (const { language, note, code, line } of extractCodeBlocks(markdown)) {
    const extension = EXTENSIONS[language];
    if (extension === undefined) continue;
    const title = `${file}:${line}`;
    const runs = !note.startsWith("no-run");
    const previous = snippets.at(-1);
    if (note.startsWith("continue") && previous?.extension === extension) {
      snippets[snippets.length - 1] = { ...previous, title, code: `${previous.code}\n${code}` };
    } else {
      snippets.push({ title, extension, code, runs });
    }
  }
  return snippets;
}

/** What must agree between two languages of one document: the code, without its comments and words. */
export function skeletonOf({ language, note, code }: CodeBlock): string {
  const bare = code
    .replaceAll(/(["'`])(?:\\.|(?!\1)[^\\])*\1/gs, '""')
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|(?<=^|\s)#.*$/gm, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return `${language} ${note.split(":")[0]} ${bare}`;
}
