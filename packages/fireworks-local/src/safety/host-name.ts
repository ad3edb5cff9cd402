/** The name in a `Host` header or of an origin, without port and brackets; undefined for no host. */
export function hostNameOf(host: string | undefined): string | undefined {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@[\]]+))(?::\d{1,5})?$/i.exec(
    host ?? "",
  ) ?? [undefined];
  return (bracketed ?? plain)?.toLowerCase().replace(/\.$/, "");
}

/** Names that lead to this machine whoever is asked: the resolver never hands them out. */
export function isLoopback(name: string): boolean {
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "::1" ||
    /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(name)
  );
}
