import type { AIMessageChunk } from "@langchain/core/messages";
import { concat } from "@langchain/core/utils/stream";
import { expectThat, type Step } from "../step.js";
import { print, printField, printPiece } from "../terminal.js";

export const stream: Step = {
  title: "Streaming: tokens as they arrive",
  async run({ llm }) {
    let whole: AIMessageChunk | undefined;
    let chunks = 0;
    printPiece("    ");
    for await (const chunk of await llm.stream("Say in one sentence what a firework is.")) {
      printPiece(chunk.text);
      whole = whole === undefined ? chunk : concat(whole, chunk);
      chunks += 1;
    }
    print();
    printField("chunks", chunks);
    printField("usage_metadata", whole?.usage_metadata);
    expectThat(chunks > 1, "several chunks");
  },
};
