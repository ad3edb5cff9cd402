import { FireworksBadRequestError } from "langchain-fireworks";
import { expectThat, type Step } from "../step.js";
import { printField } from "../terminal.js";

export const badRequest: Step = {
  title: "Errors: a temperature Fireworks refuses, on purpose",
  async run({ llm }) {
    const error: unknown = await llm.invoke("Hello", { temperature: 5 }).catch((e: unknown) => e);
    expectThat(
      FireworksBadRequestError.isInstance(error),
      `a FireworksBadRequestError, not ${String(error)}`,
    );
    printField("name", error.name);
    printField("status", error.status);
    printField("code", error.code);
    printField("request id", error.requestId);
    printField("retryable", error.retryable);
    printField("message", error.message);
  },
};
