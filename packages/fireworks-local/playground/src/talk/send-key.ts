/** Enter sends; with Shift it is a line. Not while a character is being composed. */
export const sendsByKey = (event: {
  key: string;
  shiftKey: boolean;
  isComposing: boolean;
}): boolean => event.key === "Enter" && !event.shiftKey && !event.isComposing;
