/** A line that both have, or only one of them. */
export interface DiffLine {
  mark: " " | "-" | "+";
  text: string;
}

/** Above it, lines in the middle are told as all gone and all new. */
const MOST_CELLS = 2_000_000;

/** From the old lines to the new, by their longest common subsequence. */
export function diffLines(old: readonly string[], now: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  )
    end += 1;
  return [
    ...mark(" ", old.slice(0, start)),
    ...middle(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...mark(" ", old.slice(old.length - end)),
  ];
}

const mark = (sign: DiffLine["mark"], lines: readonly string[]): DiffLine[] =>
  lines.map((text) => ({ mark: sign, text }));

function middle(old: readonly string[], now: readonly string[]): DiffLine[] {
  if (old.length * now.length > MOST_CELLS) return [...mark("-", old), ...mark("+", now)];
  const common = commonLengths(old, now);
  const lines: DiffLine[] = [];
  let at = 0;
  let to = 0;
  while (at < old.length || to < now.length) {
    const [gone = "", come = ""] = [old[at], now[to]];
    if (at < old.length && to < now.length && gone === come) {
      lines.push({ mark: " ", text: gone });
      at += 1;
      to += 1;
    } else if (
      to >= now.length ||
      (at < old.length && length(common, at + 1, to) >= length(common, at, to + 1))
    ) {
      lines.push({ mark: "-", text: gone });
      at += 1;
    } else {
      lines.push({ mark: "+", text: come });
      to += 1;
    }
  }
  return lines;
}

const length = (table: readonly number[][], at: number, to: number): number => table[at]?.[to] ?? 0;

/** How many lines the rests from each pair of places have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const table: number[][] = Array.from({ length: old.length + 1 }, () => []);
  for (let at = old.length - 1; at >= 0; at -= 1) {
    const row = table[at] ?? [];
    for (let to = now.length - 1; to >= 0; to -= 1)
      row[to] =
        old[at] === now[to]
          ? 1 + length(table, at + 1, to + 1)
          : Math.max(length(table, at + 1, to), length(table, at, to + 1));
  }
  return table;
}

/** Only what changed, with `around` lines of what did not. */
export function excerpt(lines: readonly DiffLine[], around: number): string[] {
  const near = new Set<number>();
  for (const [at, line] of lines.entries())
    if (line.mark !== " ") for (let by = -around; by <= around; by += 1) near.add(at + by);
  const out: string[] = [];
  let shown = -1;
  for (const [at, line] of lines.entries()) {
    if (!near.has(at)) continue;
    if (shown >= 0 && at > shown + 1) out.push("  …");
    out.push(`${line.mark} ${line.text}`);
    shown = at;
  }
  return out;
}
