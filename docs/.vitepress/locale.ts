import type { DefaultTheme, LocaleSpecificConfig } from "vitepress";
import { type Language, LANGUAGES, type Words } from "./languages.js";
import { apiSidebars, navOf, sidebarOf } from "./navigation.js";

type Locale = LocaleSpecificConfig<DefaultTheme.Config> & { label: string };

const API = new URL("../api/index.md", import.meta.url);

/** What VitePress shows around the pages of one language. */
export function localeOf(language: Language): Locale {
  const words = LANGUAGES[language];
  const { label, lang, description } = words;
  return { label, lang, description, themeConfig: themeOf(language, words) };
}

function themeOf(language: Language, words: Words): DefaultTheme.Config {
  const home = `/${words.folder}`;
  return {
    nav: navOf(language),
    sidebar: {
      [home]: sidebarOf(language),
      ...(language === "en" ? apiSidebars(API) : {}),
    },
    outline: { level: [2, 3], label: words.outline },
    docFooter: { prev: words.previous, next: words.next },
    sidebarMenuLabel: words.menu,
    returnToTopLabel: words.top,
    langMenuLabel: words.languages,
    darkModeSwitchLabel: words.theme,
    lightModeSwitchTitle: words.toLight,
    darkModeSwitchTitle: words.toDark,
    skipToContentLabel: words.skip,
    footer: { message: words.footer },
    notFound: { ...words.notFound, link: home },
  };
}

export function searchWords({ search }: Words) {
  return {
    translations: {
      button: { buttonText: search.button, buttonAriaLabel: search.button },
      modal: {
        displayDetails: search.details,
        resetButtonTitle: search.reset,
        backButtonTitle: search.back,
        noResultsText: search.none,
        footer: {
          selectText: search.select,
          navigateText: search.navigate,
          closeText: search.close,
        },
      },
    },
  };
}
