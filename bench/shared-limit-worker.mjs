// One of the processes of shared-limit.bench.mjs: asks its questions through a pacer, prints its totals.
import { FireworksClient, Pacer } from "fireworks-client";
import { Redis } from "ioredis";
import { RedisBudget } from "langchain-fireworks/redis";

const { baseURL, redisUrl, calls } = JSON.parse(process.argv[2]);
const redis = redisUrl === undefined ? undefined : new Redis(redisUrl);
const shared = redis && new RedisBudget({ client: redis, account: "bench" });
const pacer = new Pacer({ shared });
const client = new FireworksClient({ apiKey: "fw_bench", baseURL, pacer });
const messages = [{ role: "user", content: "How long does it take?" }];
const ask = () =>
  client.chat.completions.create({ model: "accounts/fireworks/models/gpt-oss-120b", messages });

process.send("ready");
await new Promise((resolve) => process.once("message", resolve));
await Promise.all(Array.from({ length: calls }, ask));
process.send("done");
redis?.disconnect();
process.disconnect();
