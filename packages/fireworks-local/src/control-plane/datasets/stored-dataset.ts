import type { Dataset, DatasetFields } from "fireworks-client/wire";
import { CREATED_BY } from "../created-by.js";
import { toTimestamp } from "../timestamps.js";

/** A dataset as it is kept; its files are in the storage of the scope. */
export interface StoredDataset {
  /** `accounts/{account}/datasets/{dataset}`. */
  name: string;
  fields: DatasetFields;
  createdAt: number;
  /** Of the last change. */
  updatedAt: number;
  /** When it is or becomes `READY`; undefined while files are missing. */
  readyAt: number | undefined;
  /** Names of the files that are there. */
  files: readonly string[];
  /** Names of the files that were announced, and are to be put. */
  announced: readonly string[];
  bytes: number;
}

export function isReady({ readyAt }: StoredDataset, now: number): boolean {
  return readyAt !== undefined && now >= readyAt;
}

/** Contract 7.2: like a job, a dataset leaves nothing out but the origins it does not have. */
export function toDataset(stored: StoredDataset, now: number): Dataset {
  const { name, fields, createdAt, updatedAt, readyAt, bytes } = stored;
  const ready = isReady(stored, now);
  return {
    name,
    displayName: "",
    createTime: toTimestamp(createdAt),
    updateTime: toTimestamp(ready ? Math.max(updatedAt, readyAt ?? 0) : updatedAt),
    createdBy: CREATED_BY,
    state: ready ? "READY" : "UPLOADING",
    status: { code: "OK", message: "" },
    exampleCount: "0",
    estimatedTokenCount: String(ready ? Math.floor(bytes / BYTES_PER_TOKEN) : 0),
    averageTurnCount: 0,
    format: "FORMAT_UNSPECIFIED",
    externalUrl: "",
    sourceJobName: "",
    encryptionState: "ENCRYPTION_STATE_PLAINTEXT",
    ...fields,
  };
}

/** Of the one dataset that was seen: 409 bytes, about 100 tokens. */
const BYTES_PER_TOKEN = 4;

/** The last part of a full name. */
export function idOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** The full name, whether that or the id was given. `account` is `accounts/acme`. */
export function datasetName(account: string, nameOrId: string): string {
  return nameOrId.includes("/") ? nameOrId : `${account}/datasets/${nameOrId}`;
}

/** Where a file of a dataset is in the storage, below the account; also its key in a download. */
export function fileKey(dataset: string, file: string): string {
  return `dataset/${idOf(dataset)}/${file}`;
}

/** `accounts/acme/datasets/in-1` → `acme/dataset/in-1/<file>`. */
export function fileObject(dataset: string, file: string): string {
  return `${dataset.split("/")[1] ?? ""}/${fileKey(dataset, file)}`;
}
