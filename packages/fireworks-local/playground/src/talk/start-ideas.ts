import { SCHEMA_EXAMPLES } from "../settings/form-examples.js";
import { readTools } from "../settings/read-tools.js";
import { TOOL_EXAMPLES } from "../settings/tool-examples.js";
import type { Settings } from "../state/settings.js";

/** A first message, and what of the settings it wants. */
export interface StartIdea {
  title: string;
  prompt: string;
  /** The title of an example of tools. */
  tools?: string;
  schemaText?: string;
  wantsProbabilities?: boolean;
}

/** Each is answered by the local engine with something to look at. */
export const START_IDEAS: readonly StartIdea[] = [
  { title: "Say something", prompt: "Hello! What are you?" },
  {
    title: "Look at the tokens",
    prompt: "Show me how sure you are of each token.",
    wantsProbabilities: true,
  },
  {
    title: "Call a tool that answers by itself",
    prompt: "What is the weather in London?",
    tools: "Weather, answered by itself",
  },
  {
    title: "Answer a tool call by hand",
    prompt: "What is 6 times 7?",
    tools: "Calculator, answered by hand",
  },
  {
    title: "Get JSON of a schema",
    prompt: "The film Inception of 2010, as JSON",
    schemaText: SCHEMA_EXAMPLES[0]?.text ?? "",
  },
];

/** What of the settings an idea needs. */
export function changesOf({ tools, schemaText, wantsProbabilities }: StartIdea): Partial<Settings> {
  const example = TOOL_EXAMPLES.find(({ title }) => title === tools);
  const read = example === undefined ? undefined : readTools(example.text);
  return {
    ...(read !== undefined && { tools: read.tools }),
    ...(schemaText !== undefined && { form: { kind: "json_schema", schemaText } as const }),
    ...(wantsProbabilities === true && { wantsProbabilities }),
  };
}
