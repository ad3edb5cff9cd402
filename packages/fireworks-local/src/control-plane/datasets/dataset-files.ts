import type { DatasetFile } from "../batch/row-lines.js";
import type { ControlPlaneState } from "../state.js";
import { fileObject, type StoredDataset } from "./stored-dataset.js";

/** The files of a dataset, with their bytes. */
export function filesOf({ storage }: ControlPlaneState, dataset: StoredDataset): DatasetFile[] {
  return dataset.files.map((name) => ({
    name,
    bytes: storage.read(fileObject(dataset.name, name)) ?? new Uint8Array(),
  }));
}
