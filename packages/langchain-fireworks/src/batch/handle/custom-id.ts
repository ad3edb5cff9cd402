/** Whose row it is. */
export interface RowKey {
  /** The place among the caller's inputs, from 0. */
  index: number;
  /** The caller's own id. */
  id?: string | undefined;
}

/** `<index>`, or `<index>:<the caller's id>`: unique by the index, whatever the callers' ids are. */
export const customIdOf = ({ index, id }: RowKey): string =>
  id === undefined ? String(index) : `${index}:${id}`;

/** What {@link customIdOf} was given, or `undefined` for an id that is none of ours. */
export function readCustomId(customId: unknown): RowKey | undefined {
  if (typeof customId !== "string") return undefined;
  const [, digits, colon, id] = /^(0|[1-9]\d{0,14})(?:(:)([^]*))?$/.exec(customId) ?? [];
  if (digits === undefined) return undefined;
  return colon === undefined ? { index: Number(digits) } : { index: Number(digits), id };
}
