import { useData } from "vitepress";
import { useLangs as useTheirs } from "vitepress/dist/client/theme-default/composables/langs.js";
import { computed } from "vue";

/** The API reference is in English alone: from there the menu of languages leads to the home page of another. */
export function useLangs(options: { correspondingLink?: boolean } = {}) {
  const { page } = useData();
  const { localeLinks: samePage, currentLang } = useTheirs(options);
  const { localeLinks: homePage } = useTheirs();
  const isApi = computed(() => page.value.relativePath.startsWith("api/"));
  const localeLinks = computed(() => (isApi.value ? homePage : samePage).value);
  return { localeLinks, currentLang };
}
