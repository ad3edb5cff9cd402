import { type CallGate, Pacer, type PacerOptions } from "fireworks-client";
import { inputError } from "../errors/input-error.js";

/** Whether and how calls wait for the rate limits: see the setting `pacing`. */
export type Pacing = boolean | CallGate | PacerOptions;

interface PacingSetting {
  pacing?: Pacing | null | undefined;
}

/** One for each model object, made when it is first needed, and one for each object of options. */
const pacers = new WeakMap<object, Pacer>();

/**
 * The pacer of a model object: the one that `batch()` and `pacing: true` use. Its `state()` shows the
 * limits, what is left of them, and what waits.
 *
 * @param model - A `ChatFireworks`, `Fireworks`, `FireworksEmbeddings` or `FireworksRerank`.
 */
export const pacerOf = (model: object): Pacer => pacerFor(model, {});

/**
 * The gate that a setting stands for; null for none, and undefined where nothing was set.
 *
 * @param owner - The model object, whose pacer `true` means.
 * @throws FireworksConfigurationError for what is no such setting
 */
export function gateOf(
  owner: object,
  pacing: Pacing | null | undefined,
): CallGate | null | undefined {
  if (pacing === undefined) return undefined;
  if (pacing === null || pacing === false) return null;
  if (pacing === true) return pacerOf(owner);
  const given: unknown = pacing;
  if (typeof given !== "object") {
    throw inputError("`pacing` is not true, false, a pacer or its options.", {
      field: "pacing",
      code: "invalid_option",
      hint: "Pass e.g. true, or a new Pacer() that several models share.",
    });
  }
  return isGate(pacing) ? pacing : pacerFor(pacing, pacing);
}

/**
 * Options of a `batch()` whose calls wait in one lane: they take turns with the calls of others, however
 * many they are. Calls of a batch are paced unless `pacing` says otherwise.
 */
export function inOneLane<Options extends object>(
  owner: PacingSetting,
  options: Options | Options[] | undefined,
): Options | Options[] | undefined {
  const lane = {};
  const paced = (one: Options & PacingSetting): Options => {
    const pacing = one.pacing === undefined ? owner.pacing : one.pacing;
    const gate = gateOf(owner, pacing ?? (pacing === null ? null : true));
    return gate === null || gate === undefined ? one : { ...one, pacing: laneOf(gate, lane) };
  };
  return Array.isArray(options) ? options.map(paced) : paced(options ?? ({} as Options));
}

/** Whether JSON can hold it: what has behaviour is left out there. */
export function isWritablePacing(pacing: unknown): boolean {
  if (typeof pacing !== "object" || pacing === null) return true;
  return Object.values(pacing).every((value) => typeof value === "number") && !isGate(pacing);
}

const isGate = (value: object): value is CallGate =>
  "enter" in value && typeof value.enter === "function";

const laneOf = (gate: CallGate, lane: object): CallGate => ({
  maxRefusals: gate.maxRefusals,
  enter: (entry) => gate.enter({ ...entry, lane }),
});

function pacerFor(key: object, options: PacerOptions): Pacer {
  const known = pacers.get(key);
  if (known !== undefined) return known;
  const pacer = new Pacer(options);
  pacers.set(key, pacer);
  return pacer;
}
