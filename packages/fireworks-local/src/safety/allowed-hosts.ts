import { hostNameOf, isLoopback } from "./host-name.js";

/** `address` is the one of this machine that the connection came to. */
export function isAllowedHost(
  header: string | undefined,
  address: string | undefined,
  allowed: readonly string[],
): boolean {
  const name = hostNameOf(header);
  if (name === undefined) return false;
  return (
    isLoopback(name) ||
    name === address?.replace(/^::ffff:/, "") ||
    allowed.some((host) => host === "*" || host.toLowerCase() === name)
  );
}
