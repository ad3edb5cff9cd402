import { composeMessage } from "./errors/error-message.js";
import { FireworksError } from "./errors/fireworks-error.js";
import type { Embedding } from "./wire/index.js";

/** Bytes of a float32. */
const BYTES = 4;

/**
 * The numbers of one embedding, in whichever encoding it was sent: a list as it is, or base64 of
 * little-endian float32 (section 6.2 of the wire contract).
 *
 * @throws FireworksError (`invalid_response`) for what is no vector: no numbers at all, one that is
 * not finite, text that is not base64 or not a whole number of float32
 */
export function embeddingVector({ embedding, index }: Embedding): number[] {
  const numbers = typeof embedding === "string" ? floatsOf(embedding, index) : embedding;
  if (!Array.isArray(numbers) || numbers.length === 0) throw unreadable(index, "holds no numbers");
  for (const number of numbers) {
    if (!Number.isFinite(number))
      throw unreadable(index, "holds something that is not a finite number");
  }
  return numbers;
}

function floatsOf(base64: string, index: number): number[] {
  const binary = binaryOf(base64);
  if (binary === undefined) throw unreadable(index, "is a text that is not base64");
  if (binary.length % BYTES !== 0) {
    throw unreadable(index, `has ${binary.length} bytes, which is no whole number of float32`);
  }
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const floats: number[] = [];
  for (let at = 0; at < bytes.length; at += BYTES) floats.push(view.getFloat32(at, true));
  return floats;
}

function binaryOf(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

function unreadable(index: number, why: string): FireworksError {
  const happened = `The embedding with index ${index} ${why}`;
  const hint = "Check that the base URL points at Fireworks and that no proxy rewrites the answer.";
  const message = composeMessage({ happened, hint });
  return new FireworksError(message, { code: "invalid_response", hint });
}
