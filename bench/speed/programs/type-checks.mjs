import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runBin } from "../../../scripts/run-command.mjs";
import { programRounds } from "./rounds.mjs";

const MODELS = {
  ours: { from: "langchain-fireworks", name: "ChatFireworks" },
  "langchain-openai": { from: "@langchain/openai", name: "ChatOpenAI" },
};
const OPTIONS = {
  target: "es2022",
  module: "nodenext",
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

/** Seconds that the workspace's TypeScript takes for the same agent with either model. */
export async function measureTypeChecks(run) {
  const folders = {};
  for (const name of run.names) folders[name] = await writeProgram(run.modulesFolder, name);
  return programRounds(run, async (name) => {
    const args = ["-p", folders[name], "--extendedDiagnostics"];
    const { code, output } = await runBin("typescript/bin/tsc", args);
    if (code !== 0) throw new Error(`${name} does not compile:\n${output}`);
    return { seconds: timeOf(output, "Total"), check: timeOf(output, "Check") };
  });
}

const timeOf = (output, label) =>
  Number(new RegExp(`^${label} time:\\s+([\\d.]+)s`, "m").exec(output)[1]);

/** Below the folder whose packages it must find. */
async function writeProgram(modulesFolder, name) {
  const folder = join(modulesFolder, "node_modules", ".cache", "bench-types", name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "agent.mts"), agentWith(MODELS[name]));
  const config = { compilerOptions: OPTIONS, files: ["agent.mts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  return folder;
}

function agentWith({ from, name }) {
  const tools = Array.from({ length: 10 }, (_, at) => toolNumber(at));
  return `import { tool } from "@langchain/core/tools";
import { createAgent } from "langchain";
import { z } from "zod";
import { ${name} } from "${from}";

const model = new ${name}({ model: "accounts/fireworks/models/kimi-k3", apiKey: "fw_bench" });
const tools = [${tools.join(",\n")}];
const agent = createAgent({ model, tools });
const state = await agent.invoke({ messages: [{ role: "user", content: "hi" }] });
export const text: string = state.messages.map((message) => message.text).join("");

const Report = z.object({
  title: z.string(),
  author: z.object({ name: z.string(), contact: z.object({ mail: z.string(), phone: z.string().nullable() }) }),
  sections: z.array(
    z.object({
      heading: z.string(),
      findings: z.array(z.object({ claim: z.string(), sources: z.array(z.string()), sure: z.boolean() })),
    }),
  ),
  rating: z.union([z.literal("good"), z.literal("bad"), z.number()]),
});
const report = await model.withStructuredOutput(Report).invoke("hi");
export const claim: string | undefined = report.sections[0]?.findings[0]?.claim;
const asked = await model.bindTools(tools).invoke("hi");
export const names: string[] = (asked.tool_calls ?? []).map((call) => call.name);
`;
}

const toolNumber = (at) => `  tool(async ({ query, options }) => \`\${query} \${options.limit}\`, {
    name: "tool_${at}",
    description: "Looks something up.",
    schema: z.object({
      query: z.string(),
      options: z.object({ limit: z.number().int(), order: z.enum(["up", "down"]).optional() }),
      field${at}: z.array(z.object({ key: z.string(), value: z.union([z.string(), z.number()]) })),
    }),
  })`;
