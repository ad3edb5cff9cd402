import { FireworksConfigurationError } from "../../errors/configuration-error.js";
import type { ByteSource } from "../../http/payload.js";

/** A file that is read while it is sent, for what is too large for memory. */
export interface StreamedFile {
  /** Its name in the dataset. Default `input.jsonl`. */
  filename?: string;
  /** In bytes. What `stream()` gives has to be as long as this. */
  size: number;
  /** Called for every attempt, and gives the whole file every time. */
  stream(): ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>;
}

/** What can be uploaded. A `File` keeps its name. */
export type UploadSource = Blob | string | Uint8Array | StreamedFile;

/** A file, ready to be sent as often as it takes. */
export interface FileContent {
  filename: string;
  size: number;
  content: Blob | ByteSource;
}

const DEFAULT_FILENAME = "input.jsonl";

/** @throws FireworksConfigurationError for what is no file, or has no usable size */
export function fileContent(source: UploadSource, filename: string | undefined): FileContent {
  if (typeof source === "string" || source instanceof Uint8Array) {
    return blobContent(new Blob([source as BlobPart]), filename);
  }
  if (source instanceof Blob) return blobContent(source, filename);
  if (typeof source?.stream !== "function") throw invalid("file", "is no file to upload");
  const { size } = source;
  if (!Number.isSafeInteger(size) || size < 0) throw invalid("size", "is not a number of bytes");
  return { filename: filename ?? source.filename ?? DEFAULT_FILENAME, size, content: source };
}

function blobContent(blob: Blob, filename: string | undefined): FileContent {
  const own = "name" in blob && typeof blob.name === "string" ? blob.name : undefined;
  return { filename: filename || own || DEFAULT_FILENAME, size: blob.size, content: blob };
}

function invalid(field: string, problem: string): FireworksConfigurationError {
  return new FireworksConfigurationError(`The ${field} ${problem}`, {
    code: "invalid_upload",
    field,
    hint: "Give a Blob, a string, a Uint8Array, or { size, stream } where stream() begins anew each time.",
  });
}
