import { type BaseMessage, SystemMessage } from "@langchain/core/messages";
import type { JsonSchema } from "fireworks-client/wire";

/** Whether the prompt is to say the schema too; `auto`: unless a message says it already. */
export type InjectSchema = boolean | "auto";

/**
 * What the model is told. Fireworks advises to ask for JSON in the prompt as well, because a model
 * that does not know of the schema may write whitespace until its budget ends (section 2.5 of the
 * contract). The text depends on the schema alone, so that prompt caches keep it.
 */
export function schemaInstruction(schema: JsonSchema): string {
  return `Give the final answer as JSON only, without code fences or comments. It must fit this JSON Schema:\n${JSON.stringify(schema)}`;
}

/**
 * The messages with the schema at the end of the first system message, or in one of its own. The
 * given messages stay as they are, and the schema is never said twice.
 *
 * @param spellings - The schema in the forms a caller may have written into the prompt.
 */
export function promptWithSchema(
  messages: BaseMessage[],
  schema: JsonSchema,
  inject: InjectSchema,
  spellings: readonly JsonSchema[] = [schema],
): BaseMessage[] {
  const instruction = schemaInstruction(schema);
  const known = inject === "auto" ? spellings.map((form) => JSON.stringify(form)) : [instruction];
  if (inject === false || saysAny(messages, known)) return messages;
  const [first, ...rest] = messages;
  if (first === undefined || first.getType() !== "system") {
    return [new SystemMessage(instruction), ...messages];
  }
  return [withText(first, instruction), ...rest];
}

/** Whether a message holds one of the texts, however it is indented. */
function saysAny(messages: readonly BaseMessage[], texts: readonly string[]): boolean {
  const wanted = texts.map(withoutSpace);
  return messages.some((message) => {
    const said = withoutSpace(message.text);
    return wanted.some((text) => said.includes(text));
  });
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, "");
}

function withText(message: BaseMessage, text: string): SystemMessage {
  const { content, name, id, additional_kwargs, response_metadata } = message;
  return new SystemMessage({
    content:
      typeof content === "string"
        ? `${content}\n\n${text}`
        : [...content, { type: "text", text: `\n\n${text}` }],
    ...(name !== undefined && { name }),
    ...(id !== undefined && { id }),
    additional_kwargs,
    response_metadata,
  });
}
