import type { RequestOptions } from "../../client-options.js";
import { FireworksConfigurationError } from "../../errors/configuration-error.js";
import { FireworksError } from "../../errors/fireworks-error.js";
import { mergeHeaders } from "../../http/headers.js";
import type { Transport } from "../../http/transport.js";
import type { AccountList } from "../../wire/index.js";
import { parseAccountId } from "./resource-name.js";
import { SharedTask } from "./shared-task.js";

/** More than one account is a question for the caller, so two are enough to ask for. */
const LOOK_UP = "/accounts?pageSize=2";

/**
 * The account of calls that name none, found as Fireworks' own SDK finds it (wire contract, section
 * 1.3): the one that was set, else the only one the key belongs to.
 */
export class AccountResolver {
  readonly #transport: Transport;
  #known: string | undefined;
  #lookUp: SharedTask<string> | undefined;

  /** @throws FireworksConfigurationError for an account id that cannot be one */
  constructor(transport: Transport, accountId: string | undefined) {
    this.#transport = transport;
    this.#known = accountId === undefined ? undefined : parseAccountId(accountId);
  }

  /** Looked up once, by one request however many wait for it. A failed look-up is forgotten. */
  async resolve(options: RequestOptions): Promise<string> {
    if (this.#known !== undefined) return this.#known;
    // Another key may belong to another account.
    if (hasOwnKey(options)) return this.#ask(options);
    const running = this.#running;
    if (running === undefined) return this.#startLookUp(options).wait(options.signal);
    try {
      return await running.wait(options.signal);
    } catch (error) {
      // It had the time and the retries of the call that began it, not those of this one.
      if (!FireworksError.isInstance(error) || !error.retryable) throw error;
      return (this.#running ?? this.#startLookUp(options)).wait(options.signal);
    }
  }

  get #running(): SharedTask<string> | undefined {
    return this.#lookUp?.isAbandoned === true ? undefined : this.#lookUp;
  }

  #startLookUp(options: RequestOptions): SharedTask<string> {
    const lookUp = new SharedTask(async (signal) => {
      try {
        this.#known = await this.#ask({ ...options, signal });
        return this.#known;
      } finally {
        if (this.#lookUp === lookUp) this.#lookUp = undefined;
      }
    });
    this.#lookUp = lookUp;
    return lookUp;
  }

  async #ask(options: RequestOptions): Promise<string> {
    const call = { method: "GET", path: LOOK_UP, plane: "control", options } as const;
    const { data } = await this.#transport.requestJson(call);
    const { accounts } = data as AccountList;
    const found = (accounts ?? []).map((account) => parseAccountId(account?.name));
    const [only] = found;
    if (found.length !== 1 || only === undefined) throw undecided(found);
    return only;
  }
}

const hasOwnKey = ({ headers }: RequestOptions): boolean =>
  headers !== undefined && mergeHeaders([headers]).has("authorization");

function undecided(found: readonly string[]): FireworksConfigurationError {
  const happened =
    found.length === 0
      ? "The API key belongs to no account"
      : `The API key belongs to several accounts: ${found.join(", ")} and perhaps more`;
  return new FireworksConfigurationError(happened, {
    code: found.length === 0 ? "no_account" : "several_accounts",
    field: "accountId",
    hint: "Set accountId or FIREWORKS_ACCOUNT_ID to the one that is meant.",
  });
}
