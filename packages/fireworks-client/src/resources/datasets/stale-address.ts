import { FireworksStorageError } from "../../errors/storage-error.js";

/** Statuses of an address that has expired, is for something else, or is gone. */
const STALE = new Set([400, 401, 403, 404, 410]);

/** Whether a new address may help. */
export const isStale = (error: unknown): boolean =>
  error instanceof FireworksStorageError && STALE.has(error.status ?? 0);
