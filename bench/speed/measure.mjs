import { CONTESTANTS } from "./contestants.mjs";
import { startWorker } from "./processes.mjs";

/**
 * Samples of all contestants of a row, in turns: one sample of each makes a round, so that whatever
 * slows the machine down slows all of them. After a third of the rounds all processes are replaced,
 * because a process that compiled its code luckily stays lucky.
 *
 * @returns For each contestant its samples by size; those of one round have the same index.
 */
export async function measureRow(row, run) {
  if (row.measure !== undefined) return row.measure(run);
  const samples = Object.fromEntries(run.names.map((name) => [name, []]));
  const heats = Math.min(row.heats ?? 3, run.rounds);
  for (let heat = 0; heat < heats; heat += 1) {
    const rounds = Math.floor((run.rounds + heat) / heats);
    await measureHeat({ row, run, rounds, samples });
  }
  return samples;
}

async function measureHeat({ row, run, rounds, samples }) {
  const workers = [];
  try {
    for (const name of run.names) {
      const worker = await startWorker(settingsOf(row, run, name));
      workers.push({ name, worker });
      for (let time = 0; time < (row.warmUp ?? 3); time += 1) await worker.sample();
      run.progress();
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, worker } of inTurn(workers, round)) {
        samples[name].push(await worker.sample());
      }
      run.progress();
    }
  } finally {
    for (const { worker } of workers) worker.stop();
  }
}

function settingsOf(row, { place, origin }, name) {
  const { measure: _, figures: _figures, bounded, nodeOptions, ...rest } = row;
  const sizes = bounded?.contestants.includes(name) ? bounded.sizes : row.sizes;
  return { module: place(CONTESTANTS[name]), origin, sizes, row: rest, nodeOptions };
}

/** Nobody always comes after the same neighbour. */
const inTurn = (list, round) => (round % 2 === 0 ? list : list.toReversed());
