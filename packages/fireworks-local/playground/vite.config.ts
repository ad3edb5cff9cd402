import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The page that `fireworks-local` serves: `index.html` at `/`, everything else below `/playground/`. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/playground/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../dist/playground",
    emptyOutDir: true,
    assetsDir: "",
    // The page's policy allows pictures from `data:`, and nothing else that is not a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    reportCompressedSize: false,
  },
});
