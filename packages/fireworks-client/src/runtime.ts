/** A page or a worker of one, as far as that can be told; servers may copy the names. */
export const isBrowserLike = (): boolean =>
  "document" in globalThis || "WorkerGlobalScope" in globalThis;

/** Servers that copy the interface of browsers' workers, and name themselves. */
export function isServerRuntime(): boolean {
  const { navigator } = globalThis as { navigator?: { userAgent?: string } };
  return "Deno" in globalThis || navigator?.userAgent === "Cloudflare-Workers";
}
