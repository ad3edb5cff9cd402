/** The parts of an error's message. */
export interface MessageParts {
  /** What happened, without a full stop. */
  happened: string;
  /** Fireworks' own words. */
  said?: string;
  /** HTTP status. */
  status?: number;
  /** Fireworks' id of the request. */
  requestId?: string;
  /** What to do, a whole sentence. */
  hint?: string;
}

/** One shape for all messages: what happened: what Fireworks said (status, request id). Hint. */
export function composeMessage({ happened, said, status, requestId, hint }: MessageParts): string {
  const facts: string[] = [];
  if (status !== undefined) facts.push(`status ${status}`);
  if (requestId !== undefined) facts.push(`request id ${requestId}`);
  const what = said === undefined || said === "" ? happened : `${happened}: ${said}`;
  const where = facts.length === 0 ? "" : ` (${facts.join(", ")})`;
  const ending = hint === undefined ? "" : ` ${hint}`;
  if (where === "" && /[.!?]$/.test(what)) return `${what}${ending}`;
  return `${what.replace(/\.$/, "")}${where}.${ending}`;
}
