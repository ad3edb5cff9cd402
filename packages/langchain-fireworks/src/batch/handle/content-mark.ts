import { createHash } from "node:crypto";

/**
 * What a dataset or a job is made of stands in its display name, as a hash: whoever finds it there
 * already knows whether it is the same, and which hash that was.
 */
const MARK = /\bsha256:([0-9a-f]{40})$/;

export const contentMark = (id: string, sha256: string): string =>
  `${id} sha256:${sha256.slice(0, 40)}`;

/** Whether a display name tells of this content. */
export function isMarked(displayName: string | undefined, sha256: string): boolean {
  return MARK.exec(displayName ?? "")?.[1] === sha256.slice(0, 40);
}

/** What makes two jobs the same: their rows and their model. How long they may take is not part of it. */
export function jobHash(model: string, rowsSha256: string): string {
  return createHash("sha256").update(`${model}\n${rowsSha256}`).digest("hex");
}

/** The id of a batch that was given none: the same for the same rows and model, wherever they are. */
export const idOfRows = (model: string, rowsSha256: string): string =>
  `b-${jobHash(model, rowsSha256).slice(0, 24)}`;
