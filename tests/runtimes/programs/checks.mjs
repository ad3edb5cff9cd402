/**
 * What must hold wherever the packages run. Each check answers with what it has shown; the runner adds
 * what the server saw. Nothing here belongs to one runtime.
 */
import { HumanMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import {
  ChatFireworks,
  FireworksAbortError,
  FireworksAuthenticationError,
  FireworksConnectionError,
  FireworksEmbeddings,
  FireworksError,
  FireworksTimeoutError,
} from "langchain-fireworks";
import { z } from "zod";

const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";

const add = tool(({ a, b }) => String(a + b), {
  name: "add",
  description: "Add two integers",
  schema: z.object({ a: z.number().int(), b: z.number().int() }),
});

function hold(condition, promise) {
  if (!condition) throw new Error(`Does not hold: ${promise}`);
}

/** The error that `work` ends with, which must be one of `Kind`. */
async function failureOf(Kind, work) {
  let ended;
  try {
    ended = `no error, but ${JSON.stringify(await work())}`;
  } catch (error) {
    if (error instanceof Kind && error instanceof FireworksError) return error;
    ended = `${error?.name}: ${error?.message}`;
  }
  throw new Error(`Expected ${Kind.name}, got ${ended}`);
}

async function collect(stream, onChunk = () => {}) {
  const texts = [];
  for await (const chunk of stream) {
    if (chunk.text !== "") texts.push(chunk.text);
    onChunk(texts.length);
  }
  return texts;
}

export const CHECKS = {
  async invoke({ chat }) {
    const answer = await chat().invoke("Hello");
    const {
      input_tokens: sent,
      output_tokens: received,
      total_tokens: both,
    } = answer.usage_metadata;
    hold(answer.text !== "", "the answer has text");
    hold(sent > 0 && received > 0 && both === sent + received, "tokens are counted");
    return `${answer.text.length} characters, ${both} tokens counted`;
  },

  async stream({ chat }) {
    const whole = await chat().invoke("Count to three");
    const texts = await collect(await chat().stream("Count to three"));
    hold(texts.length > 1, "there are several chunks");
    hold(texts.join("") === whole.text, "the chunks make the whole answer");
    return `${texts.length} chunks make the text of invoke`;
  },

  async tools({ chat }) {
    const model = chat().bindTools([add]);
    const question = new HumanMessage("What is add(19, 23)?");
    let sum;
    for await (const chunk of await model.stream([question])) {
      sum = sum === undefined ? chunk : sum.concat(chunk);
    }
    const [call] = sum.tool_calls;
    hold(
      call?.name === "add" && call.args.a === 19 && call.args.b === 23,
      "the call is add(19, 23)",
    );
    const result = await add.invoke(call);
    hold(ToolMessage.isInstance(result) && result.content === "42", "the tool ran");
    const answer = await model.invoke([question, sum, result]);
    hold(answer.text.includes("42"), "the answer knows the result");
    return "a streamed call, parsed, run, and its result answered";
  },

  async structured({ chat }) {
    const Film = z.object({ title: z.string(), year: z.number().int() });
    const film = await chat()
      .withStructuredOutput(Film)
      .invoke('The film "Metropolis" is of the year 1927.');
    hold(Film.safeParse(film).success && film.year === 1927, "the object fits the schema");
    return JSON.stringify(film);
  },

  async abort({ chat }) {
    const controller = new AbortController();
    let seen = 0;
    const error = await failureOf(FireworksAbortError, async () =>
      collect(await chat().stream("Go slowly, abort", { signal: controller.signal }), (count) => {
        seen = count;
        if (count === 3) controller.abort();
      }),
    );
    hold(error.name === "AbortError", "its name is AbortError");
    hold(seen < 20, "nothing came after the abort");
    return `AbortError after ${seen} chunks`;
  },

  async "early exit"({ chat }) {
    let seen = 0;
    for await (const chunk of await chat().stream("Go slowly, leave")) {
      if (chunk.text !== "" && ++seen === 3) break;
    }
    hold(seen === 3, "the loop was left");
    return "left after 3 chunks";
  },

  async error({ baseURL }) {
    const wrong = "fw_wrong_key_0123456789";
    const model = new ChatFireworks({ model: MODEL, baseURL, apiKey: () => wrong, maxRetries: 0 });
    const error = await failureOf(FireworksAuthenticationError, () => model.invoke("Hello"));
    const told = `${error.message} ${error.stack} ${JSON.stringify(error)}`;
    hold(error.status === 401 && Boolean(error.requestId), "status and request id are there");
    hold(!told.includes(wrong), "the key is not in the error");
    return `${error.name}: ${error.status}, with its request id and without the key`;
  },

  async retry({ chat }) {
    const answer = await chat({ maxRetries: 2 }).invoke("Be busy twice");
    hold(answer.text !== "", "the third attempt answered");
    return "502, 502, then the answer";
  },

  async stall({ chat }) {
    let seen = 0;
    const error = await failureOf(FireworksTimeoutError, async () =>
      collect(await chat({ streamIdleTimeout: 150 }).stream("Stall in the middle"), (count) => {
        seen = count;
      }),
    );
    hold(error.phase === "idle" && seen > 0, "the idle clock ended it, after some chunks");
    const partial = error.partial?.choices?.[0]?.message?.content;
    hold(typeof partial === "string" && partial !== "", "what had arrived is in the error");
    return `clock "idle" after ${seen} chunks, ${partial.length} characters kept`;
  },

  async "no server"({ nobody }) {
    const model = new ChatFireworks({
      model: MODEL,
      baseURL: nobody,
      apiKey: () => "fw_smoke",
      maxRetries: 0,
    });
    const error = await failureOf(FireworksConnectionError, () => model.invoke("Hello"));
    return `${error.name} (${error.code})`;
  },

  async batch({ chat }) {
    const questions = Array.from({ length: 20 }, (_, index) => `What is ${index} + 1?`);
    const answers = await chat({ maxConcurrency: 5 }).batch(questions);
    const again = await chat().invoke(questions[7]);
    hold(answers.length === 20 && answers[7].text === again.text, "answers are in their order");
    return "20 calls, 5 at a time, in order";
  },

  async embeddings({ baseURL, apiKey }) {
    const model = "accounts/fireworks/models/qwen3-embedding-8b";
    const embeddings = new FireworksEmbeddings({ model, baseURL, apiKey: () => apiKey });
    const vectors = await embeddings.embedDocuments(["one", "two"]);
    hold(vectors.length === 2 && vectors.every((vector) => vector.length > 100), "two vectors");
    return `2 vectors of ${vectors[0].length}`;
  },
};

/** The model that most checks ask. */
export function chatMaker({ baseURL, apiKey }) {
  // A function, since pages refuse a literal key.
  return (fields = {}) =>
    new ChatFireworks({ model: MODEL, baseURL, apiKey: () => apiKey, maxRetries: 0, ...fields });
}
