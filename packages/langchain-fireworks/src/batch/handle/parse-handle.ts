import { inputError } from "../../errors/input-error.js";
import { isRecord } from "../../convert/unknown-values.js";
import type { BatchHandle, BatchPart } from "./batch-handle.js";
import { checkBatchId, partNames } from "./batch-names.js";

/**
 * A handle out of JSON, as an object or as its text.
 *
 * @throws {@link FireworksConfigurationError} for what is no handle, one of another version, or one whose
 * names are not those of its id
 */
export function parseHandle(given: unknown): BatchHandle {
  const json: unknown = typeof given === "string" ? parsed(given) : given;
  if (!isRecord(json)) throw noHandle("it is no object");
  const { version, id, account, model, createdAt, rows, attempts } = json;
  if (version !== 1) throw otherVersion(version);
  for (const [name, value] of Object.entries({ id, account, model, createdAt })) {
    if (typeof value !== "string" || value === "") throw noHandle(`\`${name}\` is no text`);
  }
  checkBatchId(id as string);
  if (!isCount(rows)) throw noHandle("`rows` is no number of rows");
  if (!Array.isArray(attempts) || attempts.length === 0) throw noHandle("it has no attempts");
  attempts.forEach((attempt: unknown, place) => checkAttempt(attempt, place, id as string));
  const { skipped } = json;
  if (skipped !== undefined && !(Array.isArray(skipped) && skipped.every(isSkipped)))
    throw noHandle("`skipped` is no list of rows");
  if (rows !== rowsOf(attempts[0]) + (skipped?.length ?? 0))
    throw noHandle("`rows` is not the sum of its parts");
  return structuredClone(json) as unknown as BatchHandle;
}

function checkAttempt(given: unknown, attempt: number, id: string): void {
  const parts: unknown = isRecord(given) ? given["parts"] : undefined;
  if (!Array.isArray(parts) || parts.length === 0)
    throw noHandle(`attempt ${attempt} has no parts`);
  parts.forEach((part: unknown, place) => {
    const where = `part ${place} of attempt ${attempt}`;
    if (!isRecord(part)) throw noHandle(`${where} is no object`);
    const { rows, firstIndex, lastIndex, bytes } = part as Partial<BatchPart>;
    if (![rows, firstIndex, lastIndex, bytes].every(isCount))
      throw noHandle(`${where} has a count that is none`);
    if (Number(rows) > Number(lastIndex) - Number(firstIndex) + 1)
      throw noHandle(`${where} has more rows than places`);
    // They lead to other people's data if somebody changed them.
    for (const [name, value] of Object.entries(partNames(id, { attempt, part: place }))) {
      if (part[name] !== value) throw noHandle(`${where} does not belong to ${id}`);
    }
  });
}

const rowsOf = ({ parts }: BatchHandle["attempts"][number]): number =>
  parts.reduce((sum, { rows }) => sum + rows, 0);

function isSkipped(given: unknown): boolean {
  return isRecord(given) && isCount(given["index"]) && typeof given["message"] === "string";
}

const isCount = (given: unknown): boolean => Number.isSafeInteger(given) && Number(given) >= 0;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw noHandle("it is no JSON", cause);
  }
}

function noHandle(why: string, cause?: unknown): Error {
  return inputError(`This is no handle of a batch: ${why}.`, {
    field: "handle",
    code: "invalid_handle",
    hint: "Give what `JSON.stringify(run)` wrote, or the object it was read into.",
    cause,
  });
}

function otherVersion(version: unknown): Error {
  return inputError(
    `The handle has version ${JSON.stringify(version)}, and this is for version 1.`,
    {
      field: "handle",
      code: "handle_version",
      hint: "Use the release of langchain-fireworks that made it, or a newer one.",
    },
  );
}
