/**
 * How far the run has come: a bar in a terminal, a line for each row when piped. On stderr, so that
 * stdout holds the tables alone.
 */
export function progressOf(stream = process.stderr) {
  let done = 0;
  let shown = "";
  const clear = () => stream.isTTY && stream.write(`\r${" ".repeat(shown.length)}\r`);
  return {
    start(name) {
      done = 0;
      shown = name;
      if (!stream.isTTY) stream.write(`measuring ${name} …\n`);
    },
    step() {
      done += 1;
      if (!stream.isTTY) return;
      clear();
      shown = `${shown.split(" ")[0]} ${"▪".repeat(Math.min(done, 60))}`;
      stream.write(shown);
    },
    end: clear,
  };
}
