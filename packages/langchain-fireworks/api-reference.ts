/** The package's entries as one, so that the API reference has one list. */
export * from "./src/index.js";
export * from "./src/decisions/index.js";
export * from "./src/middleware/index.js";
export * from "./src/batch/index.js";
export * from "./src/redis/index.js";
