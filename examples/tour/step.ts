import type { ChatFireworks, ChatFireworksFields } from "langchain-fireworks";

/** What every step works with. */
export interface TourContext {
  /** The model the first step made. */
  llm: ChatFireworks;
  /** Its fields, for steps that need one of their own. */
  fields: ChatFireworksFields;
}

export interface Step {
  /** What the step does, in a few words. */
  title: string;
  run(context: TourContext): Promise<void>;
}

/** Fails the step, and with it the tour, when the answer is not what the step is about. */
export function expectThat(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`Expected ${what}.`);
}
