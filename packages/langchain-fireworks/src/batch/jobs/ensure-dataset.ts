import {
  FireworksBadRequestError,
  FireworksConflictError,
  FireworksWaitError,
  type PollClock,
  type RequestOptions,
} from "fireworks-client";
import type { Dataset } from "fireworks-client/wire";
import type { BatchClient } from "../chain/batch-client.js";
import { BatchConflictError } from "../errors/batch-conflict-error.js";
import { shortId } from "../handle/batch-names.js";
import { contentMark, isMarked } from "../handle/content-mark.js";
import { ifFound } from "./if-found.js";
import type { SpooledPart } from "../files/row-spool.js";
import { spooledFile } from "../files/spooled-file.js";
import { untilSeen } from "./until-seen.js";

/** A dataset that is to be there. */
export interface DatasetOrder {
  datasets: BatchClient["datasets"];
  /** `accounts/<account>/datasets/<id>`. */
  name: string;
  part: SpooledPart;
  clock: PollClock;
  options: RequestOptions;
  /** Told how many bytes of the file were read for sending. */
  onBytes: (read: number) => void;
}

/** How long another process, whose upload made ours superfluous, may take until it is checked. */
const OTHER_UPLOAD_MS = 2 * 60_000;

/**
 * Makes the dataset, and uploads its file, as far as neither was done: a kill between any two steps, and
 * another process at the same work, change nothing of the outcome.
 *
 * @throws {@link BatchConflictError} when the name is that of other rows
 */
export async function ensureDataset(order: DatasetOrder): Promise<void> {
  const { datasets, name, part, options, onBytes } = order;
  const dataset = (await ifFound(datasets.get(name, options))) ?? (await createOrGet(order));
  if (!isMarked(dataset.displayName, part.sha256)) throw otherRows(name);
  if (dataset.state !== "READY") await uploadOrJoin(order);
  onBytes(part.bytes);
}

async function createOrGet({
  datasets,
  name,
  part,
  clock,
  options,
}: DatasetOrder): Promise<Dataset> {
  const datasetId = shortId(name);
  const request = {
    datasetId: name,
    dataset: {
      displayName: contentMark(datasetId, part.sha256),
      exampleCount: String(part.rows),
      format: "CHAT" as const,
      userUploaded: {},
    },
  };
  try {
    return await datasets.create(request, options);
  } catch (error) {
    // Another process, or an attempt of this one whose answer was lost.
    if (!FireworksConflictError.isInstance(error)) throw error;
    return untilSeen(() => datasets.get(name, options), clock, options.signal);
  }
}

/** A file is taken once: a refusal may mean that the same one has arrived from elsewhere. */
async function uploadOrJoin({ datasets, name, part, clock, options, onBytes }: DatasetOrder) {
  const file = spooledFile(part, `${shortId(name)}.jsonl`, onBytes);
  try {
    await untilSeen(() => datasets.upload(name, file, options), clock, options.signal);
  } catch (error) {
    const isRefused =
      FireworksBadRequestError.isInstance(error) || FireworksConflictError.isInstance(error);
    if (!isRefused) throw error;
    return waitForOther(error, { datasets, name, options });
  }
  const { state } = await untilSeen(() => datasets.get(name, options), clock, options.signal);
  if (state !== "READY") await datasets.waitUntilReady(name, options);
}

async function waitForOther(
  refusal: Error,
  { datasets, name, options }: Pick<DatasetOrder, "datasets" | "name" | "options">,
): Promise<void> {
  try {
    await datasets.waitUntilReady(name, { ...options, maxWaitMs: OTHER_UPLOAD_MS });
  } catch (error) {
    throw FireworksWaitError.isInstance(error) ? refusal : error;
  }
}

function otherRows(name: string): BatchConflictError {
  return new BatchConflictError(
    name,
    `The dataset ${name} is there already, with other rows.`,
    "Give the batch another `id`, or the inputs and the `maxPartBytes` that it was submitted with.",
  );
}
