import { readFileSync } from "node:fs";
import type { DefaultTheme } from "vitepress";
import { type Language, LANGUAGES } from "./languages.js";
import { headingAnchor } from "./markdown/heading-anchor.js";
import { PAGE_GROUPS, type PageGroup } from "./pages.js";

/** The first groups are open: they are where a reader starts. */
const OPEN_GROUPS = 2;

const linkTo = (path: string, language: Language): string =>
  `/${LANGUAGES[language].folder}${path.replace(/(^|\/)index$/, "$1")}`;

export function navOf(language: Language): DefaultTheme.NavItem[] {
  const groups = PAGE_GROUPS.filter(({ isInNav }) => isInNav);
  return [
    ...groups.map((group) => ({ text: group[language], link: firstOf(group, language) })),
    { text: LANGUAGES[language].api, link: "/api/" },
  ];
}

const firstOf = ({ pages }: PageGroup, language: Language): string =>
  linkTo(pages[0]?.path ?? "", language);

export function sidebarOf(language: Language): DefaultTheme.SidebarItem[] {
  const groups = PAGE_GROUPS.map((group, index) => ({
    text: group[language],
    // With a link of its own a group is no button around its button that opens it.
    link: firstOf(group, language),
    collapsed: index >= OPEN_GROUPS,
    items: group.pages.map((page) => ({ text: page[language], link: linkTo(page.path, language) })),
  }));
  return [...groups, { text: LANGUAGES[language].api, link: "/api/" }];
}

/**
 * The API reference from the listing that `npm run docs` writes: below each section's folder its own pages are
 * listed, and of the others only the title, since all would be 170 links on each of 170 pages.
 */
export function apiSidebars(listing: URL): DefaultTheme.SidebarMulti {
  const [, ...texts] = readFileSync(listing, "utf8").split(/^## /m);
  const sections = texts.map(readSection);
  const titles = sections.map(({ text, anchor }) => ({ text, link: `/api/#${anchor}` }));
  const lists = sections.map(({ folder, text, items }) => {
    const others = titles.filter((title) => title.text !== text);
    return [`/api/${folder}/`, [{ text, items }, ...others]];
  });
  return { "/api/": titles, ...Object.fromEntries(lists) };
}

interface ApiSection {
  text: string;
  anchor: string;
  folder: string;
  items: DefaultTheme.SidebarItem[];
}

function readSection(section: string): ApiSection {
  const text = section.split("\n", 1)[0] ?? "";
  const anchor = headingAnchor(text);
  const entries = [...section.matchAll(/^- \[(.+)\]\((.+)\.md\)$/gm)];
  const items = entries.map(([, name = "", path = ""]) => ({
    text: name.replaceAll("\\", ""),
    link: `/api/${path}`,
  }));
  return { text, anchor, folder: entries[0]?.[2]?.split("/")[0] ?? anchor, items };
}
