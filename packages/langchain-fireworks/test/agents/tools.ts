import { tool } from "@langchain/core/tools";
import { z } from "zod";

export const weather = tool(({ city }) => `Sunny in ${city}.`, {
  name: "get_weather",
  description: "The weather of a city",
  schema: z.object({ city: z.string() }),
});

/** A tool call as a script answers it. */
export const askWeather = (...cities: string[]) => ({
  toolCalls: cities.map((city) => ({ name: "get_weather", arguments: { city } })),
});
