import process from "node:process";
import { createFireworksLocal, type FireworksLocal } from "fireworks-local";

export interface Connection {
  /** Fields for `new ChatFireworks({ ...fields, model })`. Empty when a key is set. */
  fields: { apiKey?: string; baseURL?: string };
  /** The stand-in, or undefined when a key talks to Fireworks. */
  local: FireworksLocal | undefined;
  close(): Promise<void>;
}

/**
 * With FIREWORKS_API_KEY set, the example talks to Fireworks. Without it, `fireworks-local` answers
 * on a free loopback port: a stand-in with canned answers, not a language model.
 */
export async function connect(): Promise<Connection> {
  if (process.env.FIREWORKS_API_KEY) return { fields: {}, local: undefined, close: async () => {} };
  const local = createFireworksLocal();
  const { baseURL } = await local.listen();
  console.log("FIREWORKS_API_KEY is not set: a local stand-in answers, not a language model.");
  return { fields: { apiKey: "fw_local", baseURL }, local, close: () => local.close() };
}
