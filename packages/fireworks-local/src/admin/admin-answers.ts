/**
 * What `/_local` answers, for programs and for the playground, which imports these types and nothing
 * else of the server.
 */
import type { ExportedCassettes } from "../cassettes/export-cassettes.js";
import type { ModelFacts } from "../models/model-facts.js";
import type { SourceInfo, SourceName } from "../server/source-info.js";

export type { AppliedFault } from "../faults/applied-fault.js";
export type { FaultRuleReport } from "../faults/fault-rules.js";
export type { TimedPiece } from "../journal/answer-facts.js";
export type { JournalEntry } from "../journal/journal-entry.js";
export type { JournalLine, JournalRow, JournalRows, RowUsage } from "../journal/journal-row.js";
export type { AnswerEnd } from "../journal/recorded-answer.js";
export type { ModelFacts } from "../models/model-facts.js";
export type { RequestIssue } from "../requests/request-issue.js";
export type { SourceInfo, SourceName } from "../server/source-info.js";

/** `GET /_local/status`. */
export interface ServerStatus {
  service: "fireworks-local";
  version: string;
  /** What it is not. */
  notice: string;
  /** Who may answer; the engine is always among them. */
  sources: SourceInfo[];
  /** Who answers in the asked scope. */
  source: SourceName;
  /** What the catalogue of the asked scope knows. An upstream may know others. */
  models: ModelFacts[];
  /** Whether only certain keys are accepted for inference. */
  hasRestrictedKeys: boolean;
}

/** `GET` and `PUT /_local/source`, which takes `{ "source": … }`. */
export interface SourceAnswer {
  source: SourceName;
  sources: SourceInfo[];
}

/**
 * `POST /_local/journal/cassette` with `{ "entries": [seq…] }`: the `text` of a file that `--replay` reads
 * once it stands in the folder under its `name`, how many exchanges it holds, and what is `skipped` and why.
 */
export type CassetteExport = ExportedCassettes;

/**
 * The `error.code` of a 403 below `/_local`. `ADMIN_TOKEN_WANTED`: send the admin token as bearer key.
 * `ADMIN_TOKEN_UNSET`: the server listens beyond loopback and was started without one.
 * `FOREIGN_ORIGIN`: pages of this origin may not steer it.
 */
export type AdminRefusal = "ADMIN_TOKEN_WANTED" | "ADMIN_TOKEN_UNSET" | "FOREIGN_ORIGIN";
