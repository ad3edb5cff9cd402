/** A text to embed, and what stands before it to tell the model what the text is for. */
export interface InstructedText {
  instruction: string;
  content: string;
}

/** The spellings that embedding models are taught with; none of them says what a text is about. */
const INSTRUCTIONS: readonly RegExp[] = [
  // Qwen3 and E5: a line of instruction, then the query.
  /^\s*<?instruct(?:ion)?>?\s*:[^\n]{0,2000}\n\s*<?(?:query|document|passage)>?\s*:/i,
  // Nomic and E5.
  /^\s*(?:search_query|search_document|classification|clustering|query|passage|document)\s*:/i,
  // BGE, mxbai and UAE.
  /^\s*represent this (?:sentence|query|document)[^:\n]{0,200}:/i,
];

/** Without an instruction, or when nothing comes after it, all is content. */
export function splitInstruction(text: string): InstructedText {
  for (const pattern of INSTRUCTIONS) {
    const [instruction = ""] = pattern.exec(text) ?? [];
    const content = text.slice(instruction.length);
    if (instruction !== "" && content.trim() !== "") return { instruction, content };
  }
  return { instruction: "", content: text };
}
