/** What options choose in a request or an answer: places, and patterns inside texts. */
export interface Rules {
  paths: readonly (readonly string[])[];
  patterns: readonly RegExp[];
}

/** Throws when a text that looks like a pattern is none. */
export function readRules(given: readonly (string | RegExp)[] = [], option: string): Rules {
  const patterns: RegExp[] = [];
  const paths: string[][] = [];
  for (const rule of given) {
    const pattern = typeof rule === "string" ? patternIn(rule, option) : rule;
    if (pattern !== undefined) patterns.push(global(pattern));
    else paths.push(steps(rule as string));
  }
  return { paths, patterns };
}

/** `/…/flags` */
function patternIn(text: string, option: string): RegExp | undefined {
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
  if (source === undefined) return undefined;
  try {
    return new RegExp(source, flags);
  } catch {
    throw new Error(`${option}: ${text} is no regular expression`);
  }
}

function global({ source, flags }: RegExp): RegExp {
  return new RegExp(source, [...new Set([...flags.replace("y", ""), "g"])].join(""));
}

/** `$.messages[*].content` and `messages.*.content` are the same. */
function steps(path: string): string[] {
  const dotted = path.replace(/^\$\.?/, "").replaceAll(/\[([^\]]*)\]/g, ".$1");
  return dotted.split(".").filter((step) => step !== "");
}

/** Whether one of the paths leads exactly there; `*` is any one step. */
export function isAt(path: readonly string[], { paths }: Rules): boolean {
  return paths.some(
    (wanted) =>
      wanted.length === path.length &&
      wanted.every((step, at) => step === "*" || step === path[at]),
  );
}
