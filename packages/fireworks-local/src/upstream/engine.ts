import { parseJson } from "../json/parse-json.js";
import type { EngineName } from "./options.js";
import { record, records, text } from "./read-json.js";
import { send } from "./send.js";
import type { Target } from "./target.js";

/** What each engine writes into `owned_by` of its list of models. */
const OWNERS: Record<string, EngineName> = {
  vllm: "vllm",
  sglang: "sglang",
  llamacpp: "llama.cpp",
  library: "ollama",
  organization_owner: "lm-studio",
};

/** Asks an upstream once which engine it is; undefined when it does not tell. */
export class EngineFinder {
  readonly #target: Target;
  #found: EngineName | undefined;

  constructor(target: Target) {
    this.#target = target;
    this.#found = target.engine;
  }

  async find(
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<EngineName | undefined> {
    this.#found ??= await this.#ask(headers, signal).catch(() => undefined);
    return this.#found;
  }

  async #ask(
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<EngineName | undefined> {
    const sending = { method: "GET", path: "/models", headers, signal } as const;
    const response = await send(this.#target, sending);
    const list = record(parseJson(await response.text()));
    return records(list["data"])
      .map((entry) => OWNERS[text(entry["owned_by"]) ?? ""])
      .find((engine) => engine !== undefined);
  }
}
