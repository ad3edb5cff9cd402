import type { Group, Told } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import type { CallSetup, EntryPoint } from "../entries/entry-point.js";
import type { RawExchange } from "../raw/raw-exchange.js";
import type { RawServer } from "../raw/raw-server.js";

/** What an error has to be. Fields that are left out are not looked at; `undefined` means: must not be there. */
export interface ExpectedError {
  /** The name of the class, and of those it must pass for as well. */
  readonly class: string;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly type?: string | undefined;
  readonly param?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly reason?: string;
  readonly phase?: string;
  readonly attempts?: number;
  /** Words of the server that the message repeats. */
  readonly says?: string;
  /** What of the answer the error must hold. `undefined`: none of it. */
  readonly partial?: string | RegExp | undefined;
  /** Another class it passes for. */
  readonly also?: string | undefined;
}

/** What becomes of a call. */
export interface Expected {
  /** Left out: the right answer comes. */
  readonly error?: ExpectedError;
  /**
   * Requests for each call: 1, or 2 where it is tried again once. Where a clock ends a try, a busy machine may
   * not even have sent it: then it is a limit, and `attempts` of the error is exact.
   */
  readonly requests: number | { readonly atMost: number };
  /** Milliseconds that lie between the tries at least. */
  readonly waitsMs?: number;
  /** What of the answer the consumer of a stream was given. Default: all, or nothing of an error. */
  readonly delivered?: string | RegExp;
}

export type FaultSettings = Partial<CallSetup>;

/** Something that goes wrong, said independently of what the packages do about it. */
export interface Fault {
  readonly id: string;
  readonly group: Group;
  /** Settings the fault needs, such as short clocks. */
  readonly settings?: FaultSettings | ((context: CellContext) => Promise<FaultSettings>);
  /** Default: all. */
  readonly concerns?: (entry: EntryPoint) => boolean;
  /** What the server does with each request; `nth` counts those of this cell. */
  serve(exchange: RawExchange, scene: Scene): void | Promise<void>;
  /** @param transport - its name, where the platform itself makes a difference */
  expected(entry: EntryPoint, transport: string): Expected;
}

/** Who is on stage when a request comes. */
export interface Scene {
  readonly entry: EntryPoint;
  /** The second origin. */
  readonly other: RawServer;
}

export const told = (en: string, zh: string): Told => ({ en, zh });
