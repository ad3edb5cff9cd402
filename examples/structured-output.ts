/** An object in the shape of a schema, by each of the three methods. */
import { ChatFireworks } from "langchain-fireworks";
import { z } from "zod";
import { connect } from "./connect.js";

const Film = z.object({
  title: z.string().describe("Title of the film"),
  year: z.number().int().describe("Year of the first showing"),
});

const { fields, close } = await connect();
const llm = new ChatFireworks({
  ...fields,
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
  temperature: 0,
});

for (const method of ["functionCalling", "jsonSchema", "jsonMode"] as const) {
  const withFilm = llm.withStructuredOutput(Film, { name: "film", method });
  const film = await withFilm.invoke('Answer in JSON: the film "Metropolis" is of the year 1927.');
  console.log(method, film.title, film.year);
}

await close();
