import { NAMES } from "../settings/parameters.js";
import { SETTING_NAMES } from "../settings/settings.js";

/** What a call of a model may be worked out for. */
export type AnswerKind = "whole" | "stream";

/**
 * What the calls of a model have in common that bring no options of their own: worked out once, and anew
 * when a setting of the model has changed. Reading some eighty settings five times was half of all that a
 * call cost. A setting that is an object may change inside,
 * and one that a subclass works out may be another each time, where nobody sees it: a model with one has
 * nothing kept for it.
 */
export class StandingParts<Parts> {
  readonly #kept = new Map<AnswerKind, Parts>();
  #names: readonly string[] = [];
  #values: readonly unknown[] = [];
  #mayKeep = false;

  of(kind: AnswerKind, model: object, workOut: () => Parts): Parts {
    if (!this.#isAsBefore(model)) this.#look(model);
    let parts = this.#kept.get(kind);
    if (parts !== undefined) return parts;
    parts = workOut();
    if (this.#mayKeep) this.#kept.set(kind, parts);
    return parts;
  }

  /** For what changes and stands on no model. */
  forget(): void {
    this.#kept.clear();
  }

  #isAsBefore(model: object): boolean {
    const keys = Object.keys(model);
    const [names, values] = [this.#names, this.#values];
    if (keys.length !== names.length) return false;
    for (let place = 0; place < keys.length; place += 1) {
      const name = keys[place] as keyof typeof model;
      if (name !== names[place] || model[name] !== values[place]) return false;
    }
    return true;
  }

  #look(model: object): void {
    this.forget();
    this.#names = Object.keys(model);
    this.#values = this.#names.map((name): unknown => Reflect.get(model, name));
    this.#mayKeep =
      !this.#names.some((name, place) => isSetting(name) && isObject(this.#values[place])) &&
      !SETTING_NAMES.some((name) => name in model && !Object.hasOwn(model, name));
  }
}

/** Own options of a call stand under text keys; its signal, and core's number of the prompt, are none. */
export function hasOwnOptions(options: object): boolean {
  return Object.keys(options).some(
    (name) =>
      name !== "signal" &&
      name !== "promptIndex" &&
      options[name as keyof typeof options] !== undefined,
  );
}

const SETTINGS: ReadonlySet<string> = new Set(SETTING_NAMES);

const isSetting = (name: string): boolean => NAMES.has(name) || SETTINGS.has(name);

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;
