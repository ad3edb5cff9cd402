/** The package's entries as one, so that the API reference has one list. */
export * from "langchain-fireworks";
export * from "langchain-fireworks/decisions";
export * from "langchain-fireworks/middleware";
