import { FireworksClient, Pacer } from "fireworks-client";
import { Redis } from "ioredis";
import { RedisBudget } from "langchain-fireworks/redis";

/** What the parent process tells a worker, as JSON in its first argument. */
export interface WorkerTask {
  baseURL: string;
  /** Absent: this process paces itself alone. */
  redisUrl?: string;
  name: string;
  /** Questions to ask, or "on": go on until killed. */
  calls: number;
}

const task = JSON.parse(process.argv[2] ?? "") as WorkerTask;
const redis = task.redisUrl === undefined ? undefined : new Redis(task.redisUrl);
const shared =
  redis === undefined ? undefined : new RedisBudget({ client: redis, account: "four workers" });
const pacer = new Pacer({ shared });
const client = new FireworksClient({
  apiKey: "fw_test",
  baseURL: task.baseURL,
  pacer,
});

async function ask(index: number): Promise<void> {
  await client.chat.completions.create({
    model: "accounts/fireworks/models/gpt-oss-120b",
    messages: [{ role: "user", content: `${task.name} asks ${index}` }],
  });
  process.stdout.write(`answered ${index}\n`);
}

const asked = Array.from({ length: task.calls }, (_, index) => ask(index));
await Promise.all(asked);
process.stdout.write(`totals ${JSON.stringify(pacer.state().totals)}\n`);
redis?.disconnect();
