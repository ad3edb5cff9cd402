import type { Logprobs } from "fireworks-client/wire";
import { expectThat, type Step } from "../step.js";
import { paintProbability, print } from "../terminal.js";

export const logprobs: Step = {
  title: "Logprobs: tokens coloured by probability",
  async run({ llm }) {
    const message = await llm.invoke("Name the capital of France in one short sentence.", {
      logprobs: true,
      topLogprobs: 2,
    });
    const { content } = message.response_metadata.logprobs as Logprobs;
    const tokens = (content ?? []).map(({ token, logprob }) =>
      paintProbability(token, Math.exp(logprob)),
    );
    print(`    ${tokens.join("").trimEnd().replaceAll("\n", "\n    ")}`);
    expectThat(tokens.length > 0, "a log probability for each token");
  },
};
