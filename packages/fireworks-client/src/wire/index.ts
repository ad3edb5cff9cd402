/** The JSON Fireworks reads and writes. Types only: importing this costs nothing at run time. */
export type * from "./chat.js";
export type * from "./completions.js";
export type * from "./generation.js";
export type * from "./error-body.js";
export type * from "./batch-inference-jobs.js";
export type * from "./account-limits.js";
export type * from "./accounts.js";
export type * from "./catalogue.js";
export type * from "./datasets.js";
export type * from "./deployments.js";
export type * from "./models.js";
export type * from "./embeddings.js";
export type * from "./rerank.js";
export type * from "./supervised-fine-tuning-jobs.js";
