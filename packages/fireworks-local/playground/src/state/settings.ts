import type { ChatCompletionRequest, ChatMessage, Tool } from "fireworks-client/wire";
import {
  type FireworksParameters,
  PARAMETER_NAMES,
  WIRE_NAMES,
} from "../../../../langchain-fireworks/src/settings/parameters.js";

/** A result that stands ready for calls whose arguments hold these values; `{}` holds for every call. */
export interface CannedResult {
  when: Record<string, unknown>;
  result: unknown;
}

/** A tool that is offered to the model, and what answers its calls while nobody does by hand. */
export interface PlaygroundTool {
  definition: Tool;
  /** The first that fits answers. Empty: a person answers. */
  canned: readonly CannedResult[];
}

/** What form the answer has to have. The texts are as written in the editors, valid or not. */
export type AnswerForm =
  | { kind: "text" }
  | { kind: "json_object" }
  | { kind: "json_schema"; schemaText: string }
  | { kind: "grammar"; grammar: string };

/** Values as they are sent, valid or not, by the library's names of the parameters. */
export type ParameterValues = Partial<Record<keyof FireworksParameters, unknown>>;

/** Everything a request is made of beside its messages. */
export interface Settings {
  model: string;
  /** What is not there is left to Fireworks. */
  parameters: ParameterValues;
  form: AnswerForm;
  tools: readonly PlaygroundTool[];
  /** Asks for the probability of each token and five alternatives, unless the parameters say otherwise. */
  wantsProbabilities: boolean;
}

export const startSettings = (model: string): Settings => ({
  model,
  parameters: {},
  form: { kind: "text" },
  tools: [],
  wantsProbabilities: false,
});

/** A second lane begins as the first: what is then changed is what is compared. */
export const addLane = (lanes: readonly Settings[]): readonly Settings[] => [
  ...lanes,
  ...lanes.slice(0, 1),
];

/** Without the lane at this place; the last one stays. */
export const removeLane = (lanes: readonly Settings[], lane: number): readonly Settings[] =>
  lanes.length === 1 ? lanes : lanes.filter((_settings, at) => at !== lane);

/** The exact body. What the editors hold goes as it is: a refusal is worth seeing too. */
export function toRequest(settings: Settings, messages: ChatMessage[]): ChatCompletionRequest {
  const { model, tools } = settings;
  return {
    model,
    messages,
    ...(tools.length > 0 && { tools: tools.map(({ definition }) => definition) }),
    ...(settings.wantsProbabilities && { logprobs: true, top_logprobs: 5 }),
    ...wireForm(settings.form),
    ...wireParameters(settings.parameters),
  };
}

function wireParameters(parameters: ParameterValues): Partial<ChatCompletionRequest> {
  const given = PARAMETER_NAMES.filter((name) => parameters[name] != null);
  return Object.fromEntries(given.map((name) => [WIRE_NAMES[name], parameters[name]]));
}

function wireForm(form: AnswerForm): Partial<ChatCompletionRequest> {
  switch (form.kind) {
    case "text":
      return {};
    case "json_object":
      return { response_format: { type: "json_object" } };
    case "json_schema":
      return { response_format: { type: "json_object", schema: readSchema(form.schemaText) } };
    case "grammar":
      return { response_format: { type: "grammar", grammar: form.grammar } };
  }
}

/** A text that is no JSON goes as the text it is: the wire takes one, and the server says what is wrong. */
function readSchema(text: string): Record<string, unknown> | string {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return text;
  }
}
