/** Something to start from: the title in the list, and the text. */
export interface Example {
  title: string;
  text: string;
}

const schema = (title: string, content: object): Example => ({
  title,
  text: JSON.stringify(content, null, 2),
});

const text = { type: "string" };

/** The first asks for what a question of the empty page holds, so that the local engine can answer it. */
export const SCHEMA_EXAMPLES: readonly Example[] = [
  schema("Film", {
    type: "object",
    properties: { title: text, year: { type: "integer" } },
    required: ["title", "year"],
  }),
  schema("Invoice", {
    type: "object",
    properties: {
      number: text,
      date: { type: "string", format: "date" },
      lines: {
        type: "array",
        minItems: 2,
        items: {
          type: "object",
          properties: { item: text, amount: { type: "number", minimum: 0 } },
          required: ["item", "amount"],
        },
      },
      paid: { type: "boolean" },
    },
    required: ["number", "date", "lines", "paid"],
  }),
  schema("Tasks", {
    type: "object",
    properties: {
      tasks: {
        type: "array",
        minItems: 3,
        items: {
          type: "object",
          properties: { what: text, priority: { enum: ["low", "normal", "high"] } },
          required: ["what", "priority"],
        },
      },
    },
    required: ["tasks"],
  }),
];

export const GRAMMAR_EXAMPLES: readonly Example[] = [
  { title: "Yes or no", text: 'root ::= "yes" | "no"' },
  { title: "Choice", text: 'root ::= "positive" | "neutral" | "negative"' },
  {
    title: "Date",
    text: 'root ::= year "-" month "-" day\nyear ::= [0-9] [0-9] [0-9] [0-9]\nmonth ::= "0" [1-9] | "1" [0-2]\nday ::= [0-2] [1-9] | "3" [01]',
  },
];
