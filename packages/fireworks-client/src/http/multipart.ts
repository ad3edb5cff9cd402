import { randomHex } from "../random-hex.js";
import { blobPayload, streamPayload } from "./payload.js";
import type { ByteSource, Payload } from "./payload.js";

/** A file to be sent as one part of a form. */
export interface FilePart {
  field: string;
  filename: string;
  content: Blob | ByteSource;
}

/** A `multipart/form-data` body with one file, never put together in memory. */
export function multipartPayload({ field, filename, content }: FilePart): Payload {
  const boundary = `fireworks-client-${randomHex(16)}`;
  const name = `name="${quoted(field)}"; filename="${quoted(filename)}"`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; ${name}\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const contentType = `multipart/form-data; boundary=${boundary}`;
  if (content instanceof Blob) return blobPayload(new Blob([head, content, tail]), contentType);
  const [before, after] = [head, tail].map((text) => new TextEncoder().encode(text));
  return streamPayload({ before, source: content, after }, contentType);
}

/** As the HTML standard writes names in forms. */
const quoted = (text: string): string =>
  text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
