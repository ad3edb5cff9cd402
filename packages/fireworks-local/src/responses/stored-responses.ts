import { gatewayError, type Refusal } from "../requests/refusal.js";
import { hashText, SeededRandom } from "../random/seeded-random.js";
import type { ResponseBody } from "./response-body.js";
import type { InputItem } from "./response-request.js";

interface StoredResponse {
  body: ResponseBody;
  /** What was asked, without what was said before. */
  input: readonly InputItem[];
  previous: string | null;
  size: number;
}

/** The oldest beyond either are forgotten. */
const MOST = 1_000;
const MOST_CHARACTERS = 64 * 1024 * 1024;

/** The responses of one scope, each with its part of a conversation. */
export class StoredResponses {
  readonly #stored = new Map<string, StoredResponse>();
  /** How often an id was wanted for the same request. */
  readonly #wanted = new Map<number, number>();
  #size = 0;

  /** Follows from the request, the seed and how often the same was asked: runs repeat. */
  newKey(about: string): string {
    const seed = hashText(about);
    const count = this.#wanted.get(seed) ?? 0;
    if (this.#wanted.size > MOST) this.#wanted.clear();
    this.#wanted.set(seed, count + 1);
    return new SeededRandom(hashText(`${seed}:${count}`)).text(32, "0123456789abcdef");
  }

  save(id: string, body: ResponseBody, input: readonly InputItem[]): void {
    const previous = body["previous_response_id"] as string | null;
    const size = JSON.stringify(input).length + JSON.stringify(body).length;
    this.delete(id);
    this.#stored.set(id, { body, input, previous, size });
    this.#size += size;
    while (this.#stored.size > MOST || this.#size > MOST_CHARACTERS) this.#forgetOldest();
  }

  find(id: string): ResponseBody | undefined {
    return this.#stored.get(id)?.body;
  }

  delete(id: string): boolean {
    this.#size -= this.#stored.get(id)?.size ?? 0;
    return this.#stored.delete(id);
  }

  /** Everything that was said up to a response and in it. Throws when a part of it is gone. */
  historyOf(id: string | null | undefined): InputItem[] {
    const parts: (readonly InputItem[])[] = [];
    for (let at = id; at != null;) {
      const stored = this.#stored.get(at);
      if (stored === undefined) throw previousNotFound(at);
      parts.push([...stored.input, ...(stored.body.output as InputItem[])]);
      at = stored.previous;
    }
    return parts.toReversed().flat();
  }

  /** The latest first. */
  all(): ResponseBody[] {
    return [...this.#stored.values()].map(({ body }) => body).toReversed();
  }

  #forgetOldest(): void {
    const oldest = this.#stored.keys().next().value;
    if (oldest !== undefined) this.delete(oldest);
  }
}

/** The texts are ours: no source has Fireworks'. */
export function responseNotFound(id: string): Refusal {
  return gatewayError(404, { message: `Response with id '${id}' not found`, code: "not_found" });
}

function previousNotFound(id: string): Refusal {
  return gatewayError(404, {
    message: `Previous response with id '${id}' not found`,
    code: "previous_response_not_found",
    param: "previous_response_id",
  });
}
