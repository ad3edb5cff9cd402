import { cellScopes } from "./cell-scope.js";

const METHODS = ["debug", "error", "info", "log", "trace", "warn"] as const;

/**
 * From now on what is printed while a cell runs is kept with the cell, where the key is looked for, and not
 * shown. Gives the function that puts the console back.
 */
export function watchConsole(): () => void {
  const usual = Object.fromEntries(METHODS.map((method) => [method, console[method]]));
  for (const method of METHODS) {
    const print = console[method];
    console[method] = (...given: unknown[]) => {
      const scope = cellScopes.getStore();
      if (scope === undefined) print(...given);
      else scope.printed.push(given);
    };
  }
  return () => Object.assign(console, usual);
}
