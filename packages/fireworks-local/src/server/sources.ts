import { type AnswerSource, STAND_IN } from "./call.js";
import type { Scope } from "./scope.js";
import type { SourceInfo, SourceName } from "./source-info.js";

/** Who may answer here; each scope may be told who does. */
export class Sources {
  /** The engine is always among them. */
  readonly list: SourceInfo[];
  /** Keys of theirs, which must not be shown or written. */
  readonly secrets: readonly string[];
  readonly #front: SourceName;
  readonly #named: Partial<Record<SourceName, AnswerSource>>;

  constructor({ front, named, list, secrets }: GivenSources) {
    this.list = [{ name: "engine" }, ...list];
    this.secrets = secrets;
    this.#front = front;
    this.#named = named;
  }

  /** Who answers in this scope. */
  nameFor({ source }: Scope): SourceName {
    return source ?? this.#front;
  }

  /** Whoever it is in the scope of a call. */
  readonly front: AnswerSource = {
    answer: (endpoint, accepted, call) => this.#at(call.scope).answer(endpoint, accepted, call),
    listModels: (call) => this.#at(call.scope).listModels(call),
  };

  /** Has another one answer in this scope: the engine knows its models, the others decide themselves. */
  choose(scope: Scope, name: SourceName): void {
    scope.source = name;
    scope.limits.anyModel = name !== "engine";
  }

  #at(scope: Scope): AnswerSource {
    return this.#named[this.nameFor(scope)] ?? STAND_IN;
  }
}

interface GivenSources {
  /** Who answers where nothing else was chosen. */
  front: SourceName;
  /** Beside the engine. */
  named: Partial<Record<SourceName, AnswerSource>>;
  list: SourceInfo[];
  secrets: readonly string[];
}
