/** Whether a parsed JSON value holds more than `limit` values; level by level, and no further. */
export function hasMoreValues(value: unknown, limit: number): boolean {
  let found = 0;
  for (let level: unknown[] = [value]; level.length > 0;) {
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== "object" || item === null) continue;
      const members: unknown[] = Array.isArray(item) ? item : Object.values(item);
      found += members.length;
      if (found > limit) return true;
      for (const member of members)
        if (typeof member === "object" && member !== null) next.push(member);
    }
    level = next;
  }
  return false;
}
