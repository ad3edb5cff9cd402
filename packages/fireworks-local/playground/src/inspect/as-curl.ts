import { type CopiedRequest, FIREWORKS_URL, KEY_NAME } from "./copied-request.js";

/**
 * A request as a command for a shell. The body is a document in place, in which the shell reads nothing:
 * there is no quote to forget and no limit for pictures, and no line of JSON can end it.
 */
export function asCurl({ baseURL = FIREWORKS_URL, body }: CopiedRequest): string {
  return [
    `curl --no-buffer ${shellWord(`${baseURL}/chat/completions`)} \\`,
    `  --header "Authorization: Bearer $${KEY_NAME}" \\`,
    `  --header "Content-Type: application/json" \\`,
    `  --data-binary @- <<'JSON'`,
    JSON.stringify(body, undefined, 2),
    "JSON",
  ].join("\n");
}

/** One word of a POSIX shell, whatever it holds. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
