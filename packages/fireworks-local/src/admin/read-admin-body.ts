import { DataFileError } from "../files/data-file-error.js";
import { gatewayError, invalidRequest } from "../requests/refusal.js";
import type { AppContext } from "../server/app-context.js";

/** As much as a file may hold. */
const MAX_BYTES = 1024 * 1024;

/**
 * What is made of the body of an admin request, which is YAML or JSON as a file would be. Mistakes in
 * it are a 400 that names each of them with its line.
 */
export async function readAdminBody<Data>(
  context: AppContext,
  read: (text: string, name: string) => Promise<Data>,
): Promise<Data> {
  try {
    return await read(await readText(context.req.raw), "body");
  } catch (error) {
    if (error instanceof DataFileError) throw invalidRequest(error.message);
    throw error;
  }
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for await (const bytes of request.body ?? []) {
    size += bytes.length;
    if (size > MAX_BYTES)
      throw gatewayError(413, {
        message: `The body is larger than ${MAX_BYTES} bytes`,
        code: "PAYLOAD_TOO_LARGE",
      });
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}
