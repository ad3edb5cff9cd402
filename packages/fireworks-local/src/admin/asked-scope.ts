import type { AppContext, Server } from "../server/app-context.js";
import type { Scope } from "../server/scope.js";

/** The scope an admin request is about: `?scope=NAME`, else the one its headers name, else the shared. */
export function askedScope({ scopes }: Server, context: AppContext): Scope {
  const name = context.req.query("scope");
  return name === undefined ? scopes.of(context.req.raw) : scopes.named(name);
}
