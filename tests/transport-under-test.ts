import { undiciFetch } from "fireworks-client/undici";

/**
 * `FIREWORKS_TRANSPORT=undici npx vitest run --project sources` runs every test that goes over a port
 * through `fireworks-client/undici`: calls of the client that name no `fetch` are sent by it. What the
 * tests themselves fetch is not.
 */
const IS_PATCHED = Symbol.for("fireworks.transport-under-test");

if (process.env.FIREWORKS_TRANSPORT === "undici" && !(IS_PATCHED in globalThis.fetch)) {
  const platform = globalThis.fetch;
  const undici = undiciFetch();
  const chosen = async (
    input: Parameters<typeof platform>[0],
    init?: RequestInit,
  ): Promise<Response> => {
    // Only the client never follows a redirect.
    const isOurs = typeof input === "string" && /^(manual|error)$/.test(init?.redirect ?? "");
    if (!isOurs) return platform(input, init);
    return (await undici(input, { ...init, headers: new Headers(init?.headers) })) as Response;
  };
  globalThis.fetch = Object.assign(chosen, { [IS_PATCHED]: true });
}
