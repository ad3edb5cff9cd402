/** The keys and indexes that lead to a value. */
export type DataPath = readonly (string | number)[];

/** What is wrong with one value of a file, and where it stands. */
export interface Mistake {
  path: DataPath;
  message: string;
}

/** As people write it: `turns[0].toolCalls`. */
export function pathText(path: DataPath): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}
