interface AnswerLike {
  choices?: { index?: number; text?: unknown; message?: Said; delta?: Said }[];
}

interface Said {
  content?: unknown;
}

/** What the first choice of an answer says, whole or in chunks. Empty when it says nothing. */
export function assembledText(parts: readonly unknown[]): string {
  return parts.map(textOfPart).join("");
}

function textOfPart(part: unknown): string {
  const { choices } = (part ?? {}) as AnswerLike;
  if (!Array.isArray(choices)) return "";
  const choice = choices.find(({ index }) => (index ?? 0) === 0);
  const text = choice?.message?.content ?? choice?.delta?.content ?? choice?.text;
  return typeof text === "string" ? text : "";
}
