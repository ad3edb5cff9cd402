/** What is known of a model of the catalogue; what no source states is absent. */
export interface ModelFacts {
  /** Default `chat`. */
  kind?: "chat" | "embedding" | "rerank";
  /** `serverless` can be called as it is; `deployable` needs a deployment; `retired` is history. */
  status?: "serverless" | "deployable" | "retired";
  /** Tokens of prompt and answer together. */
  context?: number;
  /** The most tokens of one answer, reasoning included. */
  output?: number;
  /** Which inputs are taken besides text. */
  image?: boolean;
  audio?: boolean;
  video?: boolean;
  tools?: boolean;
  /** Whether it can think before it answers. */
  reasoning?: boolean;
  /** Whether it is known to keep to a JSON schema. */
  structuredOutput?: boolean;
  /** False: the temperature cannot be chosen. */
  temperature?: boolean;
  /** Of an embedding: the full size, and whether `dimensions` may ask for less. */
  dimensions?: number;
  resizable?: boolean;
  /** `YYYY-MM-DD`, or `YYYY-MM` where no day is stated. Only the live catalogue tells it. */
  deprecationDate?: string;
}
