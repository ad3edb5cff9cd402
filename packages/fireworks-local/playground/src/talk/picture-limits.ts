import type { Picture } from "../state/conversation.js";

/** What Fireworks takes (section 2.2 of the wire contract): kinds, and what one request may hold. */
const TYPES = new Set(
  "image/png image/jpeg image/gif image/bmp image/tiff image/x-ms-bmp image/ppm image/x-portable-pixmap".split(
    " ",
  ),
);
const MOST_PICTURES = 30;
const MOST_BYTES = 10 * 1024 * 1024;

/** For the dialog that chooses files. */
export const PICTURE_TYPES = [...TYPES].join(",");

/** Why this file cannot go, before it is read; undefined: it can. */
export function typeProblem({ name, type }: { name: string; type: string }): string | undefined {
  return TYPES.has(type)
    ? undefined
    : `${name} is ${type === "" ? "of an unknown type" : type}. Fireworks reads PNG, JPEG, GIF, BMP, TIFF and PPM.`;
}

/** What is wrong with all pictures of a request together. */
export function picturesProblem(pictures: readonly Picture[]): string | undefined {
  if (pictures.length > MOST_PICTURES)
    return `${pictures.length} pictures; a request may hold ${MOST_PICTURES}, those of earlier messages included.`;
  const bytes = pictures.reduce((sum, picture) => sum + picture.bytes, 0);
  return bytes < MOST_BYTES
    ? undefined
    : `The pictures are ${(bytes / 1024 / 1024).toFixed(1)} MB together, earlier messages included; they must stay below 10 MB.`;
}
