/** Builds the documentation into docs/.vitepress/dist, unless nothing it is made of changed. */
export function buildSite(): Promise<{ code: number; output: string; ms: number }>;
