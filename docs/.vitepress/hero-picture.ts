import { existsSync } from "node:fs";
import type { PageData } from "vitepress";

const PICTURE = new URL("../public/playground.png", import.meta.url);

const ALT = {
  en: "The playground: an answer with its figures and the live journal",
  zh: "playground：一个回答及其数据，以及实时日志",
};

/** The tests of the playground take its picture. Until they have, the home page shows none. */
export function addHeroPicture({ relativePath, frontmatter }: PageData): void {
  const language = relativePath.startsWith("zh/") ? "zh" : "en";
  if (frontmatter.layout !== "home" || !existsSync(PICTURE)) return;
  const hero = frontmatter.hero as { image?: { src: string; alt: string } };
  hero.image = { src: "/playground.png", alt: ALT[language] };
}
