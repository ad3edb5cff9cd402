/** Samples of programs that are run anew each time, all contestants in turns. */
export async function programRounds({ names, rounds, progress }, sampleOf) {
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) samples[name].push({ 1: await sampleOf(name) });
    progress();
  }
  return samples;
}
