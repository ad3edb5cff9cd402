/** One worker: takes questions from the queue, answers them, and shares the account's limit with the others. */
import process from "node:process";
import { type Job, Worker } from "bullmq";
import { Redis } from "ioredis";
import { ChatFireworks, Pacer } from "langchain-fireworks";
import { RedisBudget } from "langchain-fireworks/redis";
import { type Answer, MODEL, QUEUE, type Question, RECOVERY } from "./jobs.js";

const url = process.env.REDIS_URL ?? "redis://127.0.0.1:6379";
const shared = new RedisBudget({
  client: new Redis(url),
  account: process.env.FIREWORKS_ACCOUNT_ID ?? "example",
});
const llm = new ChatFireworks({ model: MODEL, maxTokens: 200, pacing: new Pacer({ shared }) });

async function answer({ data }: Job<Question, Answer>): Promise<Answer> {
  const message = await llm.invoke(data.text);
  const totalTokens = message.usage_metadata?.total_tokens ?? 0;
  return { text: message.text, totalTokens, pid: process.pid };
}

const worker = new Worker<Question, Answer>(QUEUE, answer, {
  // BullMQ waits for jobs in a command that never times out.
  connection: new Redis(url, { maxRetriesPerRequest: null }),
  // More than the limit allows: the pacer, not the queue, decides when calls go.
  concurrency: 8,
  ...RECOVERY,
});
worker.on("error", (error) => console.error(error.message));
