import { hashText } from "../random/seeded-random.js";

const LONGEST_SLUG = 40;

/**
 * `checkout/chat-completions-what-is-2-2-1f0c2a9d`: the same for the same request, on every run, if the
 * body is the one that is compared.
 */
export function cassetteName(
  { path, body }: { path: string; body: unknown },
  { scope, identity }: { scope: string; identity: string },
): string {
  const endpoint = slug(path);
  const subject = slug(subjectOf(body)).slice(0, LONGEST_SLUG).replace(/-$/, "");
  const name = [endpoint, subject, hash(identity)].filter((part) => part !== "").join("-");
  return scope === "" ? name : `${folderName(scope)}/${name}`;
}

/** Letters and digits of any script; the rest, dots and slashes too, are dashes. */
function slug(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}

/** A name that lost something keeps apart from others that lost the same. */
export function folderName(scope: string): string {
  if (scope === "") return "";
  const plain = slug(scope).slice(0, 60);
  return plain === scope ? plain : `${plain || "scope"}-${hash(scope).slice(0, 4)}`;
}

function hash(text: string): string {
  return hashText(text).toString(16).padStart(8, "0");
}

/** What a person would call the request: the last thing the user said. */
function subjectOf(body: unknown): string {
  const { messages, prompt, input, query } = (body ?? {}) as Record<string, unknown>;
  if (Array.isArray(messages)) {
    const users = messages.filter((message) => (message as { role?: unknown }).role === "user");
    return firstText((users.at(-1) as { content?: unknown } | undefined)?.content);
  }
  return firstText(query ?? prompt ?? input);
}

function firstText(value: unknown): string {
  if (typeof value === "string") return value.slice(0, 200);
  if (Array.isArray(value)) return value.map(firstText).find((text) => text !== "") ?? "";
  return typeof value === "object" && value !== null && "text" in value
    ? firstText(value.text)
    : "";
}
