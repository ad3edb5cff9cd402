import { z } from "zod";
import { expectThat, type Step } from "../step.js";
import { printField } from "../terminal.js";

const Person = z.object({
  name: z.string().describe("The person's full name"),
  born: z.number().int().min(1000).max(2100).describe("Year of birth"),
  field: z.enum(["mathematics", "physics", "literature"]),
});

export const structuredOutput: Step = {
  title: "Structured output: an object that fits a zod schema",
  async run({ llm }) {
    const extract = llm.withStructuredOutput(Person, { name: "person", method: "jsonSchema" });
    const person = await extract.invoke("Ada Lovelace, born in 1815, wrote on mathematics.");
    printField("parsed", person);
    expectThat(Person.safeParse(person).success, "an object that fits the schema");
  },
};
