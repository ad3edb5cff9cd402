import { type PollClock, type RequestOptions, SYSTEM_CLOCK } from "fireworks-client";
import type { OnWarning } from "../errors/warnings.js";
import { warningChannel, type Warn } from "../errors/warnings.js";
import { inputError } from "../errors/input-error.js";
import { requireWholeNumber } from "../settings/whole-number.js";
import type { BatchHandle } from "./handle/batch-handle.js";
import type { BatchPlan } from "./chain/batch-plan.js";

/** What everything that is done with a batch needs: what to ask, whom, and where to put files. */
export interface BatchContext<Input = unknown, Output = unknown> {
  readonly plan: BatchPlan<Input, Output>;
  /** Where temporary files go; `undefined` is the system's own place. */
  readonly folder: string | undefined;
  /** The size of a dataset's file at most. */
  readonly maxPartBytes: number;
  readonly warn: Warn;
  readonly clock: PollClock;
  /** The options of every request. */
  request(signal: AbortSignal | undefined): RequestOptions;
  /** The account of the client's key, asked for once. */
  account(signal?: AbortSignal): Promise<string>;
}

/** The settings of a `FireworksBatch` beside its chain. */
export interface BatchSettings {
  /** Where rows and answers are kept while they are worked on. Default: the system's temporary folder. */
  folder?: string | undefined;
  /**
   * The largest file of one job, in bytes; what is above it becomes several jobs. Default 400,000,000:
   * the oldest limit that Fireworks wrote down is 500 MB.
   */
  maxPartBytes?: number | undefined;
  /** The account whose datasets and jobs these are. Default: the client's own. */
  accountId?: string | undefined;
  /** Told of what is odd and goes on. Default: `console.warn`; `null` silences. */
  onWarning?: OnWarning | null | undefined;
  /** Default: the machine's. For tests to take its place. */
  clock?: PollClock | undefined;
}

const DEFAULT_PART_BYTES = 400_000_000;

/** @throws {@link FireworksConfigurationError} for a size that is none */
export function batchContext<Input, Output>(
  plan: BatchPlan<Input, Output>,
  { folder, maxPartBytes = DEFAULT_PART_BYTES, accountId, onWarning, clock }: BatchSettings,
): BatchContext<Input, Output> {
  requireWholeNumber(maxPartBytes, { field: "maxPartBytes", from: 1 });
  const request = (signal: AbortSignal | undefined) => ({ ...plan.transport, signal });
  return {
    plan,
    request,
    folder,
    maxPartBytes,
    warn: warningChannel(onWarning),
    clock: clock ?? SYSTEM_CLOCK,
    account: async (signal) => {
      const id = accountId ?? (await plan.client.accounts.resolveId(request(signal)));
      return id.replace(/^accounts\//, "");
    },
  };
}

/**
 * The account of a handle, once it is known to be the client's.
 *
 * @throws {@link FireworksConfigurationError} for the handle of another account
 */
export async function ownAccount(
  context: Pick<BatchContext, "account">,
  handle: Pick<BatchHandle, "account">,
  signal?: AbortSignal,
): Promise<string> {
  const account = await context.account(signal);
  if (account === handle.account) return account;
  throw inputError(
    `The batch belongs to the account ${handle.account}, and the key to ${account}.`,
    {
      field: "handle",
      code: "other_account",
      hint: "Use a key of that account, or give `accountId`.",
    },
  );
}
