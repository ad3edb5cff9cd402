import { invalidArgument } from "../grpc-refusal.js";

/** The part `file` of a form. Throws E8 when the body is no form, or has no such part. */
export async function readFilePart(
  contentType: string,
  body: Uint8Array,
): Promise<{ name: string; bytes: Uint8Array }> {
  if (!/^multipart\/form-data\b/i.test(contentType))
    throw invalidArgument("an upload is multipart/form-data with the part file");
  const part = (await readForm(contentType, body)).get("file");
  if (!(part instanceof Blob)) throw invalidArgument('the form has no file in its part "file"');
  // Some clients send the path that the file has with them; RFC 7578 has servers drop it.
  const name = part.name.split(/[/\\]/).at(-1) ?? "";
  return { name, bytes: new Uint8Array(await part.arrayBuffer()) };
}

async function readForm(contentType: string, body: Uint8Array): Promise<FormData> {
  try {
    const headers = { "content-type": contentType };
    return await new Response(Uint8Array.from(body), { headers }).formData();
  } catch {
    throw invalidArgument("the form cannot be read: is its boundary in the content type?");
  }
}
