/** Who may answer: the stand-in's own engine, a folder of recordings, an engine elsewhere. */
export type SourceName = "engine" | "recordings" | "upstream";

/** What is known of one of them. */
export type SourceInfo =
  | { name: "engine" }
  /** `folder` as it was given. */
  | { name: "recordings"; folder: string }
  | {
      name: "upstream";
      /** Without credentials. */
      url: string;
      dialect: "fireworks" | "openai";
      /** Whether the server has a key for it; else Fireworks gets the caller's. */
      holdsKey: boolean;
      /** Where its answers are written, if they are. */
      recordsTo?: string;
    };
