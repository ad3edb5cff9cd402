/** Nothing but what this server itself sends, and nowhere but in a window of its own. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Of everything that belongs to the page. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** The build puts a mark of the content into the names. */
const MARKED_NAME = /-[\w-]{8}\.\w+$/;

/** What has the mark of its content never changes under its name. */
export function cacheControl(name: string): string {
  return MARKED_NAME.test(name) ? "public, max-age=31536000, immutable" : "no-store";
}
