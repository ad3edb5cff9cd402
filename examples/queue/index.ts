/**
 * A queue of questions, three workers that share one rate limit, and one of them killed midway: BullMQ gives
 * its jobs to the others, and every question has one answer.
 *
 *     npx tsx examples/queue/index.ts
 *
 * Needs a Redis: `redis-server` on the PATH, or REDIS_URL. Without FIREWORKS_API_KEY a stand-in answers.
 */
import { type ChildProcess, fork } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { Queue, QueueEvents } from "bullmq";
import { createFireworksLocal } from "fireworks-local";
import { Redis } from "ioredis";
import { type Answer, QUEUE, type Question } from "./jobs.js";
import { startProgress } from "./progress.js";
import { startRedis } from "./redis.js";

const QUESTIONS = 60;
const WORKERS = 3;
const KILL_AFTER = 15;

const redis = await startRedis();
const environment: NodeJS.ProcessEnv = { ...process.env, REDIS_URL: redis.url };
const local = process.env.FIREWORKS_API_KEY
  ? undefined
  : createFireworksLocal({ rateLimits: { requests: 30, windowMs: 1_000 } });
if (local !== undefined) {
  const { baseURL } = await local.listen();
  Object.assign(environment, { FIREWORKS_API_KEY: "fw_local", FIREWORKS_BASE_URL: baseURL });
  console.log("FIREWORKS_API_KEY is not set: a local stand-in answers, not a language model.");
}

const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
const queue = new Queue<Question, Answer>(QUEUE, { connection });
const events = new QueueEvents(QUEUE, { connection });
await queue.obliterate({ force: true });
await events.waitUntilReady();

// A job id is there once: whoever adds the same question again adds nothing.
const questions = Array.from({ length: QUESTIONS }, (_, index) => ({
  name: "ask",
  data: { text: `What is the square of ${index}?` },
  opts: { jobId: `square-${index}`, attempts: 3 },
}));
await queue.addBulk(questions);
await queue.addBulk(questions);

/** Started as this program was, with tsx or compiled. */
const startWorker = (): ChildProcess =>
  fork(fileURLToPath(new URL("worker.js", import.meta.url)), { env: environment });
const workers = Array.from({ length: WORKERS }, startWorker);
const progress = startProgress(QUESTIONS);
const done = new Set<string>();
const failed: string[] = [];
let takenOver = 0;
let killed: number | undefined;

await new Promise<void>((resolve) => {
  const check = () => done.size + failed.length === QUESTIONS && resolve();
  events.on("completed", ({ jobId }) => {
    done.add(jobId);
    progress.show(done.size);
    if (done.size === KILL_AFTER) {
      killed = workers[0]?.pid;
      workers[0]?.kill("SIGKILL");
    }
    check();
  });
  events.on("stalled", () => (takenOver += 1));
  events.on("failed", ({ jobId, failedReason }) => {
    failed.push(`${jobId}: ${failedReason}`);
    check();
  });
});
progress.stop();

const jobs = await queue.getJobs(["completed"], 0, QUESTIONS);
const answers = new Map(jobs.map(({ id, returnvalue }) => [id, returnvalue]));
const tokens = [...answers.values()].reduce((sum, { totalTokens }) => sum + totalTokens, 0);
console.log(`worker ${killed} was killed; ${takenOver} of its jobs were taken over by others`);
console.log(
  `${answers.size} questions answered, each once; ${failed.length} failed; ${tokens} tokens`,
);
if (local !== undefined) {
  const refused = local.requests.filter(({ status }) => status === 429).length;
  console.log(`${local.requests.length} requests, ${refused} of them refused by the rate limit`);
}

for (const worker of workers) worker.kill("SIGKILL");
await Promise.all([events.close(), queue.close()]);
connection.disconnect();
await local?.close();
redis.stop();
