import { findPlace, findPlaceAfter } from "./places.js";

/** Kinds of values that are told by their form alone. */
export type ValueKind = "email" | "url" | "date";

export const KINDS: Record<ValueKind, { names: RegExp; formats: RegExp; find: RegExp }> = {
  email: {
    names:
      /(?:^| )(?:e ?mails?(?: address(?:es)?)?|recipients?|to|cc|bcc|from|sender|attendees?|invitees?)$/,
    formats: /^(?:idn-)?email$/,
    find: /[\w+-][\w.+-]{0,63}@[\w-]{1,64}(?:\.[\w-]{1,64})+/g,
  },
  url: {
    names: /(?:^| )(?:ur[li]|link|website|homepage|web ?page|href|endpoint)$/,
    formats: /^(?:ur[il]|iri)$/,
    find: /https?:\/\/[^\s"'<>)\]]{0,2000}[^\s"'<>)\].,;:!?]/g,
  },
  date: {
    names:
      /(?:^| )(?:date|date of birth|birthday|day|deadline|due|when|start|end|until|departure|arrival|return|check ?in|check ?out)$/,
    formats: /^date(?:-time)?$/,
    find: /(?<!\d)\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?(?!\d)/g,
  },
};

type Finder = (text: string) => string | undefined;

const matching =
  (pattern: RegExp): Finder =>
  (text) =>
    pattern.exec(text)?.[0];

/** Which property names ask for what, tried in order. Names are words with single blanks. */
const MEANINGS: readonly { names: RegExp; find: Finder }[] = [
  { names: /(?:^| )(?:from|origin|departure)$/, find: (text) => findPlaceAfter("from", text) },
  { names: /(?:^| )(?:to|destination|arrival)$/, find: (text) => findPlaceAfter("to", text) },
  {
    names: /(?:^| )(?:city|location|place|town|country|region|destination|where)(?: name)?$/,
    find: findPlace,
  },
  {
    names: /(?:^| )(?:name|person|author|who)$/,
    find: matching(/\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+|(?<=\S\s)\p{Lu}\p{Ll}+/u),
  },
  {
    names: /(?:^| )(?:expression|formula|calculation)$/,
    find: matching(/[\d(][\d\s+*/().-]*[\d)]/),
  },
  {
    names:
      /(?:^| )(?:query|question|text|input|prompt|message|topic|search|sentence|request)(?: string| text)?$/,
    find: matching(/[^\n]{1,200}/),
  },
];

/** What the text says for a property of that name, by what such names mean. */
export function findByMeaning(name: string, text: string): string[] {
  return MEANINGS.filter(({ names }) => names.test(name)).flatMap(({ find }) => {
    const found = find(text)?.trim().slice(0, 200);
    return found ? [found] : [];
  });
}

/** Whether a name asks for a kind and nothing else: such a property takes no other text. */
export function isOnlyKind(name: string): boolean {
  const ofKind = Object.values(KINDS).some(({ names }) => names.test(name));
  return ofKind && !MEANINGS.some(({ names }) => names.test(name));
}
