import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { addHeroPicture } from "./hero-picture.js";
import { LANGUAGES } from "./languages.js";
import { localeOf, searchWords } from "./locale.js";
import { chartBlocks } from "./markdown/chart-blocks.js";
import { headingAnchor } from "./markdown/heading-anchor.js";
import { highlightOnce } from "./markdown/highlight-once.js";
import { linksOut, repositoryAddress } from "./markdown/links-out.js";
import { renderForSearch, searchTerms } from "./search.js";

const OUR_LANGUAGE_MENU = fileURLToPath(new URL("theme/langs.ts", import.meta.url));
const MANIFEST = new URL("../../packages/langchain-fireworks/package.json", import.meta.url);

export default defineConfig({
  title: "langchain-fireworks",
  locales: { root: localeOf("en"), zh: localeOf("zh") },
  // Whatever a host's address is below its root: `npm run site -- --base /docs/`.
  head: [["link", { rel: "icon", href: "data:," }]],
  // One file with the sidebars for all pages, instead of a copy in each.
  metaChunk: true,
  transformPageData: addHeroPicture,
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    anchor: { slugify: headingAnchor },
    toc: { slugify: headingAnchor },
    headers: { slugify: headingAnchor },
    config: (md) => {
      md.use(linksOut(repositoryAddress(MANIFEST)))
        .use(highlightOnce)
        .use(chartBlocks);
    },
  },
  vite: {
    resolve: {
      alias: [{ find: /^\.\.\/composables\/langs$/, replacement: OUR_LANGUAGE_MENU }],
    },
  },
  themeConfig: {
    search: {
      provider: "local",
      options: {
        _render: renderForSearch,
        locales: { root: searchWords(LANGUAGES.en), zh: searchWords(LANGUAGES.zh) },
        miniSearch: { options: { tokenize: searchTerms } },
      },
    },
  },
});
