/** As GitHub makes them, so that a link works in both places: lower case, no punctuation, hyphens for spaces. */
export const headingAnchor = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
