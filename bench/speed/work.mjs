// What a sample consists of. Each entry makes a function that does the work once and throws when the
// contestant did not deliver every piece and every character.

class Tally {
  count = 0;
  characters = 0;

  add(text) {
    this.count += 1;
    this.characters += text.length;
  }
}

export const WORK = {
  /** Streams, one after another. */
  stream: ({ subject, row, expected }) => {
    return async () => {
      for (let time = 0; time < row.repeat; time += 1) {
        const tally = new Tally();
        await subject.stream(tally);
        check(tally, expected);
      }
    };
  },
};

function check(tally, expected) {
  if (tally.count === expected.count && tally.characters === expected.characters) return;
  throw new Error(
    `read ${tally.count} pieces and ${tally.characters} characters instead of ${expected.count} and ${expected.characters}`,
  );
}
