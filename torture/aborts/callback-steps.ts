import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { Steps } from "./steps.js";

/** A handler whose every call is a step. Core waits for it. */
export class CallbackHandler extends BaseCallbackHandler {
  override name = "steps";
  override awaitHandlers = true;
  readonly #steps: Steps;

  constructor(steps: Steps) {
    super();
    this.#steps = steps;
  }

  override async handleChatModelStart(): Promise<void> {
    await this.#steps.at("callback start");
  }

  override async handleLLMStart(): Promise<void> {
    await this.#steps.at("callback start");
  }

  override async handleLLMNewToken(): Promise<void> {
    await this.#steps.at("callback token");
  }

  override async handleLLMEnd(): Promise<void> {
    await this.#steps.at("callback end");
  }
}
