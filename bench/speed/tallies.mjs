/** Counts what a stream delivered. */
export class Tally {
  count = 0;
  characters = 0;

  add(text) {
    this.count += 1;
    this.characters += text.length;
  }

  check(expected) {
    if (this.count === expected.count && this.characters === expected.characters) return;
    throw new Error(
      `read ${this.count} pieces and ${this.characters} characters instead of ${expected.count} and ${expected.characters}`,
    );
  }
}

/** Knows when the first piece came. */
export class FirstPieceTally extends Tally {
  firstAt = 0;

  add(text) {
    if (this.count === 0) this.firstAt = performance.now();
    super.add(text);
  }
}

/** Knows how long each piece was under way: its text is the time it was written at. */
export class LatencyTally extends Tally {
  constructor(latencies) {
    super();
    this.latencies = latencies;
  }

  add(text) {
    this.latencies.push(Number(process.hrtime.bigint() - BigInt(text)) / 1e6);
    super.add(text);
  }
}
