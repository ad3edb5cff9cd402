import { CONTESTANTS } from "./contestants.mjs";
import { startWorker } from "./processes.mjs";

/**
 * Samples of all contestants of a row, in turns: one sample of each makes a round, so that whatever
 * slows the machine down slows all of them. After a third of the rounds all processes are replaced,
 * because a process that compiled its code luckily stays lucky.
 *
 * @returns For each contestant its samples; those of one round have the same index.
 */
export async function measureRow(row, { names, rounds, origin, place, progress }) {
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  const heats = Math.min(3, rounds);
  for (let heat = 0; heat < heats; heat += 1) {
    const share = Math.floor((rounds + heat) / heats);
    await measureHeat({ row, names, rounds: share, origin, place, progress, samples });
  }
  return samples;
}

async function measureHeat({ row, names, rounds, origin, place, progress, samples }) {
  const workers = [];
  try {
    for (const name of names) {
      const worker = await startWorker({ module: place(CONTESTANTS[name]), origin, row });
      workers.push({ name, worker });
      for (let time = 0; time < (row.warmUp ?? 3); time += 1) await worker.sample();
      progress();
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, worker } of inTurn(workers, round)) {
        samples[name].push(await worker.sample());
      }
      progress();
    }
  } finally {
    for (const { worker } of workers) worker.stop();
  }
}

/** Nobody is always the one after the same neighbour's collection of garbage. */
const inTurn = (list, round) => (round % 2 === 0 ? list : list.toReversed());
