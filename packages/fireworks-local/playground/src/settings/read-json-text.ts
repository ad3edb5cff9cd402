/** The value of a text, or why it is none, with the place where a person has to look. */
export function readJsonText(text: string): { value?: unknown; problem?: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const { message } = error as SyntaxError;
    const [, position] = /position (\d+)/.exec(message) ?? [];
    const hasLine = /line \d+/.test(message);
    if (position === undefined || hasLine) return { problem: message };
    return { problem: `${message} (${lineAndColumn(text, Number(position))})` };
  }
}

function lineAndColumn(text: string, position: number): string {
  const lines = text.slice(0, position).split("\n");
  return `line ${lines.length} column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
