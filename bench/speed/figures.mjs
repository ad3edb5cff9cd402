// From samples to what a table shows. Samples of one round have the same index and are compared with
// each other alone: whatever slowed the machine down in that round is in both.
import { powerOf, spread } from "./statistics.mjs";

/** Times the floor's. */
export const ratio = (figure) => ({
  ...figure,
  digits: 2,
  cellsOf: (samples, row) =>
    eachOf(samples, (own) =>
      own.map((sample, at) => timesFloor({ figure, samples, row, sample, at })),
    ),
  floorOf: (samples, row) => spread(samples.floor.map((s) => valueOf(figure, row, s))).median,
});

function timesFloor({ figure, samples, row, sample, at }) {
  return valueOf(figure, row, sample) / valueOf(figure, row, samples.floor[at]);
}

/** As it was measured. */
export const plain = (figure) => ({
  digits: 1,
  ...figure,
  cellsOf: (samples, row) =>
    eachOf(samples, (own) => own.map((sample) => valueOf(figure, row, sample))),
});

/** What is above another contestant's, who gets no cell; `of` names those who build on it, if not all do. */
export const beyond = (other, { of, ...figure }) => ({
  digits: 1,
  ...figure,
  cellsOf({ [other]: base, ...samples }, row) {
    const those = Object.entries(samples).filter(([name]) => of?.includes(name) ?? true);
    return eachOf(Object.fromEntries(those), (own) =>
      own.map((sample, at) => valueOf(figure, row, sample) - valueOf(figure, row, base[at])),
    );
  },
});

/** The power of the size that the work grows with: 1 is linear, 2 quadratic. */
export const power = (figure) => ({
  ...figure,
  digits: 2,
  cellsOf: (samples) =>
    eachOf(samples, (own) => own.map((sample) => powerOf(sizesOf(sample, figure.measure)))),
});

const sizesOf = (sample, measure) =>
  Object.entries(sample).map(([size, measured]) => [Number(size), measured[measure]]);

function valueOf({ measure, per = 1 }, row, sample) {
  return sample[row.comparedAt ?? row.sizes[0]][measure] / per;
}

const eachOf = (samples, valuesOf) =>
  Object.fromEntries(Object.entries(samples).map(([name, own]) => [name, spread(valuesOf(own))]));
