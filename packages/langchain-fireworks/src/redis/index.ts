export { RedisBudget } from "./redis-budget.js";
export type { RedisBudgetOptions, RedisConnection } from "./budget-options.js";
