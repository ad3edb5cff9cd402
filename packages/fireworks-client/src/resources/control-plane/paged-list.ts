/** What every list of the control plane takes (wire contract, section 7.1). */
export interface ListQuery {
  /** Things in one answer, 1 to 200. Default 200. */
  pageSize?: number;
  /** Where to start: a `nextPageToken` of the same list. Default: at the beginning. */
  pageToken?: string;
  /** AIP-160, for instance `state="READY"`. Default: all. */
  filter?: string;
  /** For instance `create_time desc`. Default: the server's order. */
  orderBy?: string;
  /** The fields to send, separated by commas. Default: all. */
  readMask?: string;
}

/** One answer of a list. */
export interface Page<T> {
  items: T[];
  /** Asks for what follows; undefined on the last page. */
  nextPageToken?: string;
  /** How many there are in all, if the server says so. */
  totalSize?: number;
}

/** Gets one page: the first one without a token. */
export type GetPage<T> = (pageToken: string | undefined) => Promise<Page<T>>;

/**
 * A list that is fetched while it is read. Every `for await` asks anew. Throws what a request throws.
 *
 * @example
 * for await (const dataset of client.datasets.list()) console.log(dataset.name);
 */
export class PagedList<T> implements AsyncIterable<T> {
  readonly #getPage: GetPage<T>;
  readonly #start: string | undefined;

  constructor(getPage: GetPage<T>, start?: string) {
    this.#getPage = getPage;
    this.#start = start;
  }

  /** One page only: the first one, or the one that `pageToken` names. */
  page(pageToken: string | undefined = this.#start): Promise<Page<T>> {
    return this.#getPage(pageToken);
  }

  /** Page after page. A token that was used before ends the list: it would go round for ever. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    const used = new Set<string>();
    let token = this.#start;
    do {
      if (token !== undefined) used.add(token);
      const page = await this.#getPage(token);
      yield page;
      token = page.nextPageToken;
    } while (token !== undefined && !used.has(token));
  }

  /** Everything, one by one. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { items } of this.pages()) yield* items;
  }

  /** Everything at once. */
  async all(): Promise<T[]> {
    const all: T[] = [];
    for await (const { items } of this.pages()) all.push(...items);
    return all;
  }
}
