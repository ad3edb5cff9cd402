/** Names of properties that say whether something is on. */
const SWITCH = /(?:^| )(?:on|enabled?|active|power(?:ed)?|state|switched)$/;

const TURNED_ON =
  /\b(?:turn|switch|put)(?:ed|ing)?\b[^.?!]{0,60}\bon\b|\b(?:enabl|activat)(?:e|ing)\b/i;
const TURNED_OFF =
  /\b(?:turn|switch|shut)(?:ed|ing)?\b[^.?!]{0,60}\boff\b|\b(?:disabl|deactivat)(?:e|ing)\b/i;

/** "Turn on the light" for `on`; for other names whether the word is there, and not denied. */
export function readSwitch(name: string, text: string): boolean | undefined {
  if (SWITCH.test(name)) {
    if (TURNED_OFF.test(text)) return false;
    return TURNED_ON.test(text) ? true : undefined;
  }
  const word = name.slice(name.lastIndexOf(" ") + 1);
  if (word.length < 4) return undefined;
  const mention = new RegExp(
    `((?:\\b(?:no|not|without|never)|n['’]t)\\s+(?:\\w+\\s+){0,2})?\\b${word}\\b`,
    "iu",
  );
  const found = mention.exec(text);
  return found === null ? undefined : found[1] === undefined;
}
