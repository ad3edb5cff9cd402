export interface Spread {
  median: number;
  low: number;
  high: number;
}
export function quantile(values: number[], share: number): number;
export function spread(values: number[]): Spread;
export function powerOf(points: [x: number, y: number][]): number;
