/**
 * The tour: the user's page, section by section, in TypeScript. With FIREWORKS_API_KEY it talks to
 * Fireworks; without, the same code talks to fireworks-local over real HTTP.
 */
import { ChatFireworks, type ChatFireworksFields } from "langchain-fireworks";
import { connect, type Connection } from "../connect.js";
import type { Step, TourContext } from "./step.js";
import { agent } from "./steps/agent.js";
import { badRequest } from "./steps/bad-request.js";
import { chain } from "./steps/chain.js";
import { image } from "./steps/image.js";
import { invoke } from "./steps/invoke.js";
import { jsonMode } from "./steps/json-mode.js";
import { logprobs } from "./steps/logprobs.js";
import { reasoning } from "./steps/reasoning.js";
import { stream } from "./steps/stream.js";
import { structuredOutput } from "./steps/structured-output.js";
import { toolLoop } from "./steps/tool-loop.js";
import { paint, print, printField } from "./terminal.js";
import { WireLog } from "./wire-log.js";

const STEPS: readonly Step[] = [
  invoke,
  chain,
  stream,
  reasoning,
  toolLoop,
  agent,
  structuredOutput,
  jsonMode,
  logprobs,
  image,
  badRequest,
];

const MODEL = process.env.FIREWORKS_MODEL ?? "accounts/fireworks/models/deepseek-v4p1-flash";

async function main(): Promise<number> {
  const connection = await connect();
  try {
    printWhoAnswers(connection);
    return await runSteps(connection);
  } finally {
    await connection.close();
  }
}

function printWhoAnswers({ local }: Connection): void {
  if (local === undefined) {
    print("FIREWORKS_API_KEY is set: these answers come from the address you configured,");
    print(`${process.env.FIREWORKS_BASE_URL ?? "Fireworks itself"}.`);
    return;
  }
  print(`The answers below come from fireworks-local at ${local.url}, a local stand-in,`);
  print("and not from a language model. Set the key and the same code talks to Fireworks.");
}

async function runSteps(connection: Connection): Promise<number> {
  const wire = new WireLog();
  const context = createModel(connection, wire);
  const failed: string[] = [];
  for (const [index, step] of STEPS.entries()) {
    printTitle(index + 2, step.title);
    const started = performance.now();
    const error = await step.run(context).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    for (const line of wire.takeLines()) printField("wire", line);
    printField("took", `${Math.round(performance.now() - started)} ms`);
    if (error === undefined) continue;
    failed.push(step.title);
    print(
      `    ${paint("red", "failed:")} ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  print();
  print(
    failed.length === 0 ? paint("green", "Every step worked.") : `Failed: ${failed.join("; ")}`,
  );
  return failed.length === 0 ? 0 : 1;
}

function createModel(connection: Connection, wire: WireLog): TourContext {
  printTitle(1, "Instantiation");
  const started = performance.now();
  const fields: ChatFireworksFields = {
    ...connection.fields,
    model: MODEL,
    temperature: 0,
    maxTokens: undefined,
    timeout: undefined,
    maxRetries: 2,
    fetch: wire.fetch,
  };
  const llm = new ChatFireworks(fields);
  printField("model", llm.model);
  printField("wire", "nothing yet");
  printField("took", `${Math.round(performance.now() - started)} ms`);
  return { llm, fields };
}

function printTitle(number: number, title: string): void {
  print();
  print(paint("bold", `[${number}/${STEPS.length + 1}] ${title}`));
}

process.exitCode = await main();
