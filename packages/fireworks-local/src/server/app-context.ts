import type { Context, MiddlewareHandler } from "hono";
import type { Fault } from "../faults/fault.js";
import type { RecordedRequest } from "../journal/recorded-request.js";
import type { Settings } from "./options.js";
import type { Scope } from "./scope.js";
import type { Scopes } from "./scopes.js";
import type { Sources } from "./sources.js";

/** What the server keeps between requests. */
export interface Server {
  settings: Settings;
  scopes: Scopes;
  sources: Sources;
  /** Called when an answer is over, with the milliseconds since its request came. */
  onAnswer: (request: RecordedRequest, tookMs: number) => void;
}

/** What a request carries from stage to stage. */
export interface AppEnv {
  Bindings: {
    /** Drops the connection the request came by. */
    resetConnection: () => void;
    /** Whether the port is open to more than this machine. */
    isExposed: boolean;
  };
  Variables: {
    requestId: string;
    scope: Scope;
    recorded: RecordedRequest;
    /** What the plan says of this request. */
    fault: Fault | undefined;
    /** The parsed body; undefined when there was none or it was not JSON. */
    json: unknown;
    /** The body as it came. */
    bytes: Uint8Array;
  };
}

export type AppContext = Context<AppEnv>;
export type Stage = MiddlewareHandler<AppEnv>;
