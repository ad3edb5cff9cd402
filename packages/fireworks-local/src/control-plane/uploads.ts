import { map, int64, type Shape } from "../requests/shape.js";
import type { GatewayCall } from "./gateway-call.js";
import { grpcRefusal, invalidArgument } from "./grpc-refusal.js";
import { MOST_BYTES } from "./signed-storage.js";

/** `filenameToSize` of the calls that give addresses for uploads: bytes, as text. */
export const filenameToSize: Shape = map(int64);

const MOST_FILES = 10_000;

/**
 * Signed addresses to put the files of a resource at, by file name. `folder` is the resource's place in
 * the storage, with a slash at its end. Throws E8 for no file, a bad name and a bad size.
 */
export function signUploads(
  { state, origin, now }: GatewayCall,
  folder: string,
  sizes: Readonly<Record<string, string>>,
): Record<string, string> {
  const files = Object.entries(sizes);
  if (files.length === 0) throw invalidArgument("filename_to_size is required");
  if (files.length > MOST_FILES)
    throw invalidArgument(`filename_to_size has at most ${MOST_FILES} files`);
  const signed = files.map(([file, text]) => {
    const size = Number(text);
    if (size < 0 || !Number.isSafeInteger(size))
      throw invalidArgument(`invalid size of ${JSON.stringify(file)}: ${text}`);
    if (size > MOST_BYTES)
      throw invalidArgument(
        `invalid size of ${JSON.stringify(file)}: fireworks-local stores ${MOST_BYTES} bytes at most`,
      );
    const object = `${folder}${checkFileName(file)}`;
    return [file, state.storage.sign({ method: "PUT", object, size }, { origin, now })];
  });
  return Object.fromEntries(signed) as Record<string, string>;
}

/** Signed addresses to fetch objects at; `files` leads from the name in the answer to the object. */
export function signDownloads(
  { state, origin, now }: GatewayCall,
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  const signed = Object.entries(files).map(([file, object]) => {
    if (state.storage.read(object) === undefined)
      throw grpcRefusal("NOT_FOUND", "resource not found");
    return [file, state.storage.sign({ method: "GET", object }, { origin, now })];
  });
  return Object.fromEntries(signed) as Record<string, string>;
}

/** A path below the resource, and never above it. Throws E8. */
export function checkFileName(file: string): string {
  const isPlain = /^[^\p{Cc}\\]{1,500}$/u.test(file);
  const parts = file.split("/");
  if (isPlain && parts.every((part) => part !== "" && part !== "." && part !== "..")) return file;
  throw invalidArgument(`invalid file name ${JSON.stringify(file.slice(0, 100))}`);
}
