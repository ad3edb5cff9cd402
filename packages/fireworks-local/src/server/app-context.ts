import type { Context, MiddlewareHandler } from "hono";
import type { Script } from "../answers/answer.js";
import type { FaultSelector } from "../faults/select.js";
import type { ModelCatalogue } from "../models/catalogue.js";
import type { FireworksLocalOptions } from "./options.js";
import type { RecordedRequest } from "../journal/recorded-request.js";

/** Given as they are, and used as they are or by a default. */
type Settings = Pick<FireworksLocalOptions, "apiKeys" | "usageInStream"> &
  Required<Pick<FireworksLocalOptions, DefaultedOption>>;

type DefaultedOption =
  | "authFailureStatus"
  | "maxNonStreamTokens"
  | "seed"
  | "tokenDelayMs"
  | "maxBodyBytes"
  | "now";

/** The options with their defaults, and what the server keeps between requests. */
export interface Server {
  options: Settings;
  catalogue: ModelCatalogue;
  scripts: readonly Script[];
  selectFault: FaultSelector;
  requests: RecordedRequest[];
  /** Called when an answer starts, with the milliseconds it took. */
  onAnswer: (request: RecordedRequest, tookMs: number) => void;
}

/** What a request carries from stage to stage. */
export interface AppEnv {
  Bindings: {
    /** Drops the connection the request came by. */
    resetConnection: () => void;
  };
  Variables: {
    recorded: RecordedRequest;
    /** The parsed body; undefined when there was none or it was not JSON. */
    json: unknown;
  };
}

export type AppContext = Context<AppEnv>;
export type Stage = MiddlewareHandler<AppEnv>;
