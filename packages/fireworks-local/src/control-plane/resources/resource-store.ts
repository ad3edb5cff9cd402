import { grpcRefusal } from "../grpc-refusal.js";

/** What every resource has: its full name, e.g. `accounts/a/datasets/d`. */
export interface Named {
  readonly name: string;
}

/** A collection of one scope that is full refuses more. */
export const MOST_RESOURCES: number = 20_000;

/**
 * The resources of one kind, of all accounts of a scope. Resources are replaced, never changed, so what
 * was handed out stays as it was.
 */
export class ResourceStore<Resource extends Named> {
  readonly #resources = new Map<string, Resource>();

  find(name: string): Resource | undefined {
    return this.#resources.get(name);
  }

  /** Throws NOT_FOUND. */
  get(name: string): Resource {
    return this.find(name) ?? missing();
  }

  /** Throws ALREADY_EXISTS. */
  insert(resource: Resource): Resource {
    const { name } = resource;
    this.refuseTaken(name);
    if (this.#resources.size >= MOST_RESOURCES)
      throw grpcRefusal(
        "RESOURCE_EXHAUSTED",
        `fireworks-local keeps ${MOST_RESOURCES} resources of a kind`,
      );
    this.#resources.set(name, resource);
    return resource;
  }

  /** Throws ALREADY_EXISTS. */
  refuseTaken(name: string): void {
    if (this.#resources.has(name)) throw grpcRefusal("ALREADY_EXISTS", `${name} already exists`);
  }

  /** Throws NOT_FOUND. */
  replace(resource: Resource): Resource {
    this.get(resource.name);
    this.#resources.set(resource.name, resource);
    return resource;
  }

  /** Throws NOT_FOUND. */
  remove(name: string): void {
    if (!this.#resources.delete(name)) missing();
  }

  /** All under a parent, e.g. `accounts/a`, in the order they came. */
  under(parent: string): Resource[] {
    return [...this.#resources.values()].filter(({ name }) => name.startsWith(`${parent}/`));
  }

  all(): Resource[] {
    return [...this.#resources.values()];
  }
}

function missing(): never {
  throw grpcRefusal("NOT_FOUND", "resource not found");
}
