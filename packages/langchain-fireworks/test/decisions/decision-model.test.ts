import { AIMessage, HumanMessage } from "@langchain/core/messages";
import type { ChatCompletionRequest, ContentPart } from "fireworks-client/wire";
import { ChatFireworks } from "langchain-fireworks";
import type { Choice, Score } from "@langchain/core/decisions";
import { FireworksDecisionModel } from "langchain-fireworks/decisions";
import { describe, expect, test } from "vitest";
import { failureOf } from "../failure.js";
import { KEY, lastBody, localModels, MODEL } from "../local-model.js";

/** An answer's text and the weights of its first token. */
interface Said {
  text: string;
  weights?: Record<string, number>;
  finishReason?: string;
}

/** A judge whose answers are chosen by a word of the question; keeps what it was asked. */
function judge(answers: Record<string, Said>) {
  const bodies: ChatCompletionRequest[] = [];
  const fetch = async (_url: unknown, init?: RequestInit) => {
    const body = JSON.parse(String(init?.body)) as ChatCompletionRequest;
    bodies.push(body);
    const asked = JSON.stringify(body.messages);
    const said = Object.entries(answers).find(([word]) => asked.includes(word))?.[1];
    return Response.json(completion(said ?? { text: "" }));
  };
  const llm = new ChatFireworks({ model: MODEL, apiKey: KEY, maxRetries: 0, fetch });
  return { bodies, model: new FireworksDecisionModel(llm) };
}

function completion({ text, weights, finishReason = "stop" }: Said) {
  const top_logprobs = Object.entries(weights ?? {}).map(([token, p]) => ({
    token,
    logprob: Math.log(p),
  }));
  const token = { token: text, logprob: Math.log(weights?.[text] ?? 1), top_logprobs };
  return {
    id: "chat-1",
    object: "chat.completion",
    created: 1,
    model: "served-model",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: text },
        finish_reason: finishReason,
        ...(weights && { logprobs: { content: [token] } }),
      },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 1, total_tokens: 11 },
  };
}

const urgent = { type: "noul", instructions: "Is it urgent?" } as const;
const team = {
  type: "choice" as const,
  instructions: "Which team?",
  criteria: { billing: "Invoices.", technical: null, sales: { examples: ["price"] } },
} satisfies Choice;
const mood = {
  type: "score" as const,
  instructions: "How angry?",
  criteria: ["calm", "annoyed", "furious"],
} satisfies Score;
const cat = { type: "box", instructions: "Where is the cat?" } as const;

describe("D41 FireworksDecisionModel", () => {
  test("answers every kind of question, with probabilities, and adds up the usage", async () => {
    const { model, bodies } = judge({
      urgent: { text: "yes", weights: { yes: 0.8, no: 0.2 } },
      team: { text: "B", weights: { B: 0.6, A: 0.3, C: 0.1 } },
      angry: { text: "C", weights: { C: 0.5, B: 0.25, A: 0.25 } },
      cat: { text: '{"top":0.1,"bottom":0.5,"left":0,"right":1}' },
    });
    const result = await model.invoke({ state: "Help!", questions: { urgent, team, mood, cat } });
    expect(result.nouls.urgent.noul).toBeCloseTo(0.8);
    expect(result.choices.team.choice).toBe("technical");
    expect(result.choices.team.confidence).toBeCloseTo(0.6);
    expect(result.choices.team.probabilities.billing).toBeCloseTo(0.3);
    expect(result.scores.mood.score).toBeCloseTo(1.25);
    expect(result.scores.mood.legend).toEqual({ 0: "calm", 1: "annoyed", 2: "furious" });
    expect(result.scores.mood.probabilities[2]).toBeCloseTo(0.5);
    expect(result.boxes.cat).toMatchObject({ box: { top: 0.1, bottom: 0.5, left: 0, right: 1 } });
    expect(result.usage_metadata).toMatchObject({ input_tokens: 40, total_tokens: 44 });
    expect(result.model).toBe("served-model");
    expect(bodies).toHaveLength(4);
  });

  test("asks with a grammar and logprobs, for a box with a schema", async () => {
    const { model, bodies } = judge({
      urgent: { text: "no", weights: { no: 1 } },
      cat: { text: '{"top":0,"bottom":1,"left":0,"right":1}' },
    });
    await model.invoke({ state: "Help!", questions: { urgent, cat } });
    const [first, second] = bodies;
    expect(first).toMatchObject({
      logprobs: true,
      top_logprobs: 5,
      response_format: { type: "grammar", grammar: 'root ::= "yes" | "no"' },
    });
    expect(second).not.toHaveProperty("logprobs");
    expect(second?.response_format).toMatchObject({ type: "json_schema" });
  });

  test.each<[string, Said, string]>([
    ["another word", { text: "perhaps", weights: { perhaps: 1 } }, "no_decision"],
    ["nothing", { text: "" }, "no_decision"],
    ["no log probabilities", { text: "yes" }, "no_logprobs"],
    ["a cut answer", { text: "", finishReason: "length" }, "no_decision"],
  ])("rejects %s", async (_case, said, code) => {
    const { model } = judge({ urgent: said });
    const error = await failureOf(() => model.invoke({ state: "x", questions: { urgent } }));
    expect(error).toMatchObject({ code, retryable: false });
    expect(error.message).toContain('"urgent"');
    if (said.finishReason === "length") expect(error.hint).toContain("maxTokens");
  });

  test.each([
    '{"top":0.5,"bottom":0.1,"left":0,"right":1}',
    '{"top":0,"bottom":2,"left":0,"right":1}',
    '{"top":0,"bottom":1,"left":0}',
    '{"top":"0","bottom":1,"left":0,"right":1}',
    "[]",
    '{"top":',
  ])("rejects %s as a box", async (text) => {
    const { model } = judge({ cat: { text } });
    const error = await failureOf(() => model.invoke({ state: "x", questions: { cat } }));
    expect(error.code).toBe("no_decision");
    expect(error.hint).not.toContain("options");
  });

  test("more options than letters are refused before a call", async () => {
    const { model, bodies } = judge({});
    const criteria = Object.fromEntries(
      Array.from({ length: 27 }, (_, at) => [`label-${at}`, null]),
    );
    const questions = { many: { type: "choice", instructions: "Which?", criteria } } as const;
    const error = await failureOf(() => model.invoke({ state: "x", questions }));
    expect(error).toMatchObject({ code: "too_many_options", field: "criteria" });
    expect(bodies).toEqual([]);
  });

  test("a conversation is looked at, not continued, and its images are sent as images", async () => {
    const { model, bodies } = judge({ urgent: { text: "yes", weights: { yes: 1 } } });
    const image = { type: "image", url: "https://example.com/cat.png" };
    const state = [
      new HumanMessage({ content: [{ type: "text", text: "See this." }, image] }),
      new AIMessage({ content: "", tool_calls: [{ id: "1", name: "look", args: {} }] }),
    ];
    await model.invoke({ state, questions: { urgent } });
    const messages = bodies[0]?.messages ?? [];
    expect(messages.map(({ role }) => role)).toEqual(["system", "user"]);
    const parts = messages[1]?.content as ContentPart[];
    expect(parts.filter(({ type }) => type === "image_url")).toHaveLength(1);
    expect(parts[0]).toMatchObject({ text: expect.stringContaining('"See this."') });
    expect(parts[0]).toMatchObject({ text: expect.stringContaining("[image 1]") });
    expect(parts[0]).toMatchObject({ text: expect.stringContaining('"look"') });
  });

  test("when one question fails, the others are given up", async () => {
    const left: string[] = [];
    const fetch = (_url: unknown, init?: RequestInit) => {
      if (String(init?.body).includes("urgent")) {
        return Promise.resolve(Response.json({ error: { message: "no" } }, { status: 400 }));
      }
      return new Promise<Response>((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => {
          left.push("team");
          reject(new DOMException("aborted", "AbortError"));
        });
      });
    };
    const llm = new ChatFireworks({ model: MODEL, apiKey: KEY, maxRetries: 0, fetch });
    const model = new FireworksDecisionModel(llm);
    const error = await failureOf(() => model.invoke({ state: "x", questions: { urgent, team } }));
    expect(error.status).toBe(400);
    expect(left).toEqual(["team"]);
  });

  test("fireworks-local takes all four kinds, and traces as a model run with usage", async () => {
    const { local } = localModels();
    const fields = { model: MODEL, apiKey: KEY, baseURL: local.baseURL, fetch: local.fetch };
    const model = new FireworksDecisionModel(fields);
    const result = await model.invoke({ state: { a: 1 }, questions: { urgent, team, mood } });
    expect(Object.keys(result.answers)).toEqual(["urgent", "team", "mood"]);
    expect(result.scores.mood.score).toBeGreaterThanOrEqual(0);
    expect(result.usage_metadata?.total_tokens).toBeGreaterThan(0);
    expect(local.requests.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(lastBody(local).logprobs).toBe(true);
    expect(JSON.stringify(model)).not.toContain(KEY);
  });
});
