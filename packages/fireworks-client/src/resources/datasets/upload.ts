import type { RequestOptions } from "../../client-options.js";
import { FireworksConfigurationError } from "../../errors/configuration-error.js";
import { FireworksBadRequestError, FireworksConflictError } from "../../errors/status-errors.js";
import { FireworksStorageError } from "../../errors/storage-error.js";
import { multipartPayload } from "../../http/multipart.js";
import { blobPayload, streamPayload } from "../../http/payload.js";
import type { Payload } from "../../http/payload.js";
import { gatherStream, sendsStreams } from "../../http/stream-support.js";
import type { ReadAnswer, Transport } from "../../http/transport.js";
import type { Dataset, SignedUrls } from "../../wire/index.js";
import type { Collection } from "../control-plane/collection.js";
import { isStale } from "./stale-address.js";
import { fileContent } from "./upload-source.js";
import type { FileContent, UploadSource } from "./upload-source.js";

/** How the bytes go: with the call itself, or to an address that is asked for first. */
export type UploadMethod = "multipart" | "signed-url";

/** Options of an upload. */
export interface UploadOptions extends RequestOptions {
  /** The file's name in the dataset. Default: its own, else `input.jsonl`. */
  filename?: string;
  /** Default: `multipart` up to 150 MB, `signed-url` above. */
  method?: UploadMethod;
}

/** What was uploaded. */
export interface UploadedFile {
  filename: string;
  /** Its size. */
  bytes: number;
  method: UploadMethod;
}

/** The largest file that Fireworks takes as a form (wire contract, section 7.2). */
export const LARGEST_FORM_BYTES = 150_000_000;

const OCTETS = "application/octet-stream";

/** Uploads the one file of a dataset. */
export class Uploader {
  readonly #transport: Transport;
  readonly #datasets: Collection<Dataset>;

  /** @internal */
  constructor(transport: Transport, datasets: Collection<Dataset>) {
    this.#transport = transport;
    this.#datasets = datasets;
  }

  async upload(
    id: string,
    source: UploadSource,
    { filename, method, ...options }: UploadOptions,
  ): Promise<UploadedFile> {
    const file = await sendable(fileContent(source, filename), options);
    const fits = file.size <= LARGEST_FORM_BYTES;
    const chosen = method ?? (fits ? "multipart" : "signed-url");
    if (chosen === "multipart") await this.#sendForm(id, file, options);
    else if (chosen === "signed-url") await this.#sendToStorage(id, file, options);
    else throw unknownMethod(chosen);
    return { filename: file.filename, bytes: file.size, method: chosen };
  }

  /**
   * A dataset takes its file once. When a repeated upload is refused for that reason, the attempt before
   * it had arrived and only its answer was lost.
   */
  async #sendForm(id: string, file: FileContent, options: RequestOptions): Promise<void> {
    const payload = multipartPayload({ field: "file", ...file });
    const path = this.#datasets.path(id, options, "upload");
    try {
      await this.#datasets.plane.request({ method: "POST", path, payload }, options);
    } catch (error) {
      const isRefused =
        error instanceof FireworksBadRequestError || error instanceof FireworksConflictError;
      if (!isRefused || (error.attempts ?? 1) === 1) throw error;
      const { state } = await this.#datasets.get(id, options);
      if (state !== "READY") throw error;
    }
  }

  async #sendToStorage(id: string, file: FileContent, options: RequestOptions): Promise<void> {
    const put = async (): Promise<void> => {
      const url = await this.#uploadAddress(id, file, options);
      const range = { "x-goog-content-length-range": `${file.size},${file.size}` };
      const call = { method: "PUT", url, payload: octets(file), headers: range, options } as const;
      await this.#transport.requestSigned(call, readNothing);
    };
    try {
      await put();
    } catch (error) {
      if (!isStale(error)) throw error;
      await put();
    }
    const path = this.#datasets.path(id, options, "validateUpload");
    await this.#datasets.plane.request({ method: "POST", path, body: {} }, options);
  }

  async #uploadAddress(id: string, file: FileContent, options: RequestOptions): Promise<string> {
    const { filename, size } = file;
    const path = this.#datasets.path(id, options, "getUploadEndpoint");
    const body = { filenameToSize: { [filename]: String(size) } };
    const request = { method: "POST", path, body } as const;
    const { filenameToSignedUrls } = await this.#datasets.plane.request<SignedUrls>(
      request,
      options,
    );
    const urls = filenameToSignedUrls ?? {};
    const url = urls[filename] ?? Object.values(urls)[0];
    if (url !== undefined) return url;
    throw new FireworksStorageError("Fireworks gave no signed address to upload to", {
      code: "invalid_signed_url",
      origin: "",
      headers: new Headers(),
    });
  }
}

async function sendable(file: FileContent, { signal }: RequestOptions): Promise<FileContent> {
  const { content } = file;
  if (content instanceof Blob || sendsStreams()) return file;
  return { ...file, content: await gatherStream(content, signal) };
}

function unknownMethod(method: never): FireworksConfigurationError {
  return new FireworksConfigurationError(`No upload goes by ${JSON.stringify(method)}`, {
    code: "invalid_option",
    field: "method",
    hint: 'Use "multipart" or "signed-url".',
  });
}

const octets = ({ content }: FileContent): Payload =>
  content instanceof Blob
    ? blobPayload(content, OCTETS)
    : streamPayload({ source: content }, OCTETS);

const readNothing: ReadAnswer<void> = async ({ body }, clock) => {
  await body.readText();
  clock.dispose();
};
