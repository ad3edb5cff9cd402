import type { RequestOptions } from "../../client-options.js";
import type { Transport } from "../../http/transport.js";
import type {
  CreateDatasetRequest,
  Dataset,
  DatasetFields,
  DatasetUploadEndpointRequest,
  SignedUrls,
  SplitDatasetRequest,
  SplitDatasetResponse,
} from "../../wire/index.js";
import { Collection } from "../control-plane/collection.js";
import type { AccountListQuery, EmptyAnswer, GetOptions } from "../control-plane/collection.js";
import type { ControlPlane } from "../control-plane/control-plane.js";
import type { PagedList } from "../control-plane/paged-list.js";
import { poll } from "../control-plane/poll.js";
import type { WaitOptions } from "../control-plane/poll.js";
import type { ResponsePromise } from "../response-promise.js";
import { downloadFiles } from "./download.js";
import type { DatasetFile } from "./download.js";
import { Uploader } from "./upload.js";
import type { UploadedFile, UploadOptions } from "./upload.js";
import type { UploadSource } from "./upload-source.js";

/** Which files to download. */
export interface DownloadOptions extends RequestOptions {
  /** Of a job's output: also those of the jobs it continues. Default false. */
  downloadLineage?: boolean;
}

/** Uploads are checked within seconds. */
const READY_WITHIN_MS = 10 * 60_000;

/**
 * Datasets (section 7.2 of the wire contract). Every method takes an id, of the client's account, or a
 * full name `accounts/<account>/datasets/<id>`.
 */
export class Datasets {
  readonly #transport: Transport;
  readonly #datasets: Collection<Dataset>;
  readonly #uploader: Uploader;

  /** @internal */
  constructor(transport: Transport, plane: ControlPlane) {
    this.#transport = transport;
    this.#datasets = new Collection(plane, "datasets");
    this.#uploader = new Uploader(transport, this.#datasets);
  }

  /**
   * Makes a dataset, without its file yet. `exampleCount` is required for uploads, and not checked by
   * Fireworks. Without `datasetId` one is made here, so that a retry after a lost answer makes no second.
   *
   * @throws FireworksConflictError for an id that is taken, and what a request throws
   */
  create(request: CreateDatasetRequest, options: RequestOptions = {}): ResponsePromise<Dataset> {
    const { datasetId } = request;
    const toRequest = (id: string) => ({ body: { ...request, datasetId: id } });
    return this.#datasets.create({ id: datasetId, prefix: "ds", request: toRequest }, options);
  }

  /** One dataset. @throws FireworksNotFoundError and what a request throws */
  get(id: string, options: GetOptions = {}): ResponsePromise<Dataset> {
    return this.#datasets.get(id, options);
  }

  /** The datasets of an account. */
  list(query: AccountListQuery = {}, options: RequestOptions = {}): PagedList<Dataset> {
    return this.#datasets.list(query, options);
  }

  /** Changes the fields that are given. */
  update(
    id: string,
    fields: DatasetFields,
    options: RequestOptions = {},
  ): ResponsePromise<Dataset> {
    return this.#datasets.update(id, { body: fields }, options);
  }

  /** Deletes the dataset with its files. */
  delete(id: string, options: RequestOptions = {}): ResponsePromise<EmptyAnswer> {
    return this.#datasets.delete(id, {}, options);
  }

  /**
   * Uploads the file of a dataset: up to 150 MB as a form, above to an address that Fireworks signs, and
   * has it validated. A stream is sent as it is read and never held in memory. `timeout` counts for the
   * whole upload, `firstByteTimeout` not at all. The dataset is ready a little later: see
   * {@link Datasets.waitUntilReady}.
   *
   * @throws FireworksConfigurationError for what is no file or not as long as it says;
   * FireworksStorageError; and what a request throws
   */
  upload(id: string, file: UploadSource, options: UploadOptions = {}): Promise<UploadedFile> {
    return this.#uploader.upload(id, file, options);
  }

  /** Addresses to `PUT` files to, without a key. They live about ten minutes and are secrets. */
  getUploadEndpoint(
    id: string,
    request: DatasetUploadEndpointRequest,
    options: RequestOptions = {},
  ): ResponsePromise<SignedUrls> {
    const path = this.#datasets.path(id, options, "getUploadEndpoint");
    return this.#datasets.plane.request({ method: "POST", path, body: request }, options);
  }

  /** Says that everything was put where {@link Datasets.getUploadEndpoint} said. */
  validateUpload(id: string, options: RequestOptions = {}): ResponsePromise<EmptyAnswer> {
    const path = this.#datasets.path(id, options, "validateUpload");
    return this.#datasets.plane.request({ method: "POST", path, body: {} }, options);
  }

  /** Addresses to fetch files at, without a key. They live about ten minutes and are secrets. */
  getDownloadEndpoint(
    id: string,
    { downloadLineage, ...options }: DownloadOptions = {},
  ): ResponsePromise<SignedUrls> {
    const path = this.#datasets.path(id, options, "getDownloadEndpoint");
    const query = { downloadLineage: downloadLineage || undefined };
    return this.#datasets.plane.request({ method: "GET", path, query }, options);
  }

  /**
   * The files of a dataset, each opened when it is wanted. The key does not go to where they are, nor
   * any header of yours; a redirect from there is refused.
   *
   * @throws FireworksNotFoundError, for the output of a failed job too, and what a request throws
   */
  download(id: string, options: DownloadOptions = {}): AsyncIterable<DatasetFile> {
    const findAddresses = async (): Promise<Record<string, string>> => {
      const { filenameToSignedUrls } = await this.getDownloadEndpoint(id, options);
      return filenameToSignedUrls ?? {};
    };
    return downloadFiles({ transport: this.#transport, findAddresses, options });
  }

  /**
   * Waits until the uploaded files were found. Default for `maxWaitMs`: 10 minutes.
   *
   * @throws FireworksWaitError, FireworksNotFoundError, and what a request throws that does not pass
   */
  async waitUntilReady(id: string, options: WaitOptions<Dataset> = {}): Promise<Dataset> {
    const ready = await poll({
      name: id,
      look: (options) => this.get(id, options),
      judge: ({ state, status }) => {
        if (state === "READY") return "done";
        return isFailure(status?.code) ? "failed" : "wait";
      },
      defaultMaxWaitMs: READY_WITHIN_MS,
      options,
    });
    return ready as Dataset;
  }

  /** Cuts a dataset into several of `chunkSize` rows, 200 or more. */
  splitDataset(
    id: string,
    request: SplitDatasetRequest,
    options: RequestOptions = {},
  ): ResponsePromise<SplitDatasetResponse> {
    const path = this.#datasets.path(id, options, "splitDataset");
    return this.#datasets.plane.request({ method: "POST", path, body: request }, options);
  }
}

/** Datasets have no state of failure; their status tells. */
const isFailure = (code: string | undefined): boolean =>
  code !== undefined && code !== "" && code !== "OK";
