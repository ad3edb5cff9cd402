import type { Server, Stage } from "../server/app-context.js";
import { gatewayError } from "../requests/refusal.js";

/** Reads the body up to the limit. Text that is not JSON is left for the route to refuse. */
export function readBody(server: Server): Stage {
  return async (context, next) => {
    const text = await readText(context.req.raw, server.settings.maxBodyBytes);
    const json = parseJson(text);
    context.set("json", json);
    context.get("recorded").body = json;
    await next();
  };
}

async function readText(request: Request, limit: number): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for await (const bytes of request.body) {
    size += bytes.length;
    if (size > limit) throw tooLarge(limit);
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}

function tooLarge(limit: number): Error {
  const message = `Request body is too large: the limit is ${limit} bytes`;
  return gatewayError(413, { message, code: "PAYLOAD_TOO_LARGE" });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
