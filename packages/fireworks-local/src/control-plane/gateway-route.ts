import type { GatewayCall } from "./gateway-call.js";

/** Answers with the JSON, or with a response of its own. Throws a refusal. */
export type GatewayHandler = (call: GatewayCall) => unknown;

/** A path of the control plane in Google's notation, e.g. `/v1/accounts/{account}/datasets/{dataset}:upload`. */
export interface GatewayRoute {
  method: "GET" | "POST" | "PATCH" | "DELETE" | "PUT";
  template: string;
  handle: GatewayHandler;
}

export interface CompiledRoute extends GatewayRoute {
  match(path: string): Record<string, string> | undefined;
}

/** A segment in braces matches anything but a slash and the colon before a verb. */
export function compileRoute(route: GatewayRoute): CompiledRoute {
  const names: string[] = [];
  const source = route.template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    names.push(name);
    return "([^/:]+)";
  });
  const pattern = new RegExp(`^${source}$`);
  return {
    ...route,
    match(path) {
      const found = pattern.exec(path);
      if (found === null) return undefined;
      return Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ""]));
    },
  };
}
