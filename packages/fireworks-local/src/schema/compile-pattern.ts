/** The pattern as validators read it, or null when it is no regular expression. */
export function compilePattern(source: string): RegExp | null {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(source, flags);
    } catch {
      continue;
    }
  }
  return null;
}
