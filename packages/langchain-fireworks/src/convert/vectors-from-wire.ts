import { embeddingVector, FireworksError } from "fireworks-client";
import type { Embedding } from "fireworks-client/wire";
import { isRecord } from "./unknown-values.js";

/**
 * The vectors of an embedding answer in the order of its inputs, whatever order it has itself.
 *
 * @param count - How many inputs were sent.
 * @throws FireworksError (`invalid_response`) unless each input has exactly one vector of numbers
 */
export function vectorsFromWire(answer: unknown, count: number): number[][] {
  const data = isRecord(answer) && Array.isArray(answer.data) ? (answer.data as unknown[]) : [];
  const vectors: number[][] = [];
  for (const entry of data) {
    const embedding = isRecord(entry) ? (entry as unknown as Embedding) : undefined;
    const place = placeOf(embedding?.index, count);
    if (embedding === undefined || place === undefined)
      throw unreadable(
        `holds an embedding with the index ${JSON.stringify(embedding?.index)}`,
        count,
      );
    if (vectors[place] !== undefined)
      throw unreadable(`holds two embeddings with the index ${place}`, count);
    vectors[place] = embeddingVector(embedding);
  }
  for (let index = 0; index < count; index += 1) {
    if (vectors[index] === undefined)
      throw unreadable(`holds no embedding with the index ${index}`, count);
  }
  return vectors;
}

/** A place among so many inputs. */
export function placeOf(index: unknown, count: number): number | undefined {
  const isPlace = typeof index === "number" && Number.isInteger(index) && index >= 0;
  return isPlace && index < count ? index : undefined;
}

function unreadable(what: string, count: number): FireworksError {
  return invalidAnswer(`The answer to ${count} inputs ${what}.`);
}

/** An answer with status 200 that is not what was asked for. */
export function invalidAnswer(happened: string): FireworksError {
  const hint = "Check that the base URL points at Fireworks and that no proxy rewrites the answer.";
  return new FireworksError(`${happened} ${hint}`, { code: "invalid_response", hint });
}
