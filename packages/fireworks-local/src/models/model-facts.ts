/** What is known here of a model that can be asked. */
export interface ModelFacts {
  id: string;
  /** As in `/models`. */
  kind: string;
  contextLength?: number;
  /** What it answers. */
  tasks: ("chat" | "embeddings" | "rerank")[];
  /** What its messages may hold beside text. */
  inputs: ("image" | "audio")[];
  tools: boolean;
  reasoning: "always" | "on-request" | "never";
  /** Numbers of its vectors, if it embeds. */
  dimensions?: number;
}
