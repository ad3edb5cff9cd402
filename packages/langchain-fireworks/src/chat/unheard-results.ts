import type { ChatResult, Generation, LLMResult } from "@langchain/core/outputs";

/** What a result says beside its messages. */
interface Beside {
  infos: Generation["generationInfo"][];
  llmOutput: ChatResult["llmOutput"];
}

/**
 * Core lays what a result says beside its messages over the metadata of each message, twice. Ours say it
 * already, and on Node 20 the two copies take as long as all the rest that core does for a call. So it is
 * kept back where no callback is told of the result before core has passed it on, and put back then.
 */
export class UnheardResults {
  readonly #beside = new Map<number, Beside>();

  /** @param prompt - Its place among the prompts of the call. */
  keepBack({ generations, llmOutput }: ChatResult, prompt: number): ChatResult {
    this.#beside.set(prompt, { infos: generations.map((one) => one.generationInfo), llmOutput });
    for (const generation of generations) {
      if (generation.generationInfo !== undefined) generation.generationInfo = undefined;
    }
    return { generations };
  }

  /** @param combine - Adds up the outputs of several prompts. */
  putBack(
    result: LLMResult,
    combine: (...outputs: ChatResult["llmOutput"][]) => Record<string, unknown>,
  ): void {
    if (this.#beside.size === 0) return;
    for (const [prompt, { infos }] of this.#beside) {
      for (const [place, generation] of (result.generations[prompt] ?? []).entries()) {
        const info = infos[place];
        if (info !== undefined) generation.generationInfo = info;
      }
    }
    result.llmOutput = combine(...[...this.#beside.values()].map(({ llmOutput }) => llmOutput));
  }
}
