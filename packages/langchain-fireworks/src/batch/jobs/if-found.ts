import { FireworksNotFoundError } from "fireworks-client";

/** What was asked for, or `undefined` where Fireworks has none. */
export async function ifFound<T>(asked: PromiseLike<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (FireworksNotFoundError.isInstance(error)) return undefined;
    throw error;
  }
}
