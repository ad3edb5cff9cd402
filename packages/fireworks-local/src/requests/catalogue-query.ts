import type { LocalModel } from "../models/local-model.js";
import { isServerless } from "../models/catalogue-entry.js";
import { grpcError } from "./refusal.js";

/** One page of a list of the control plane (contract 7.1). */
export interface Page {
  offset: number;
  size: number;
  keep: (model: LocalModel) => boolean;
}

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 200;
const INVALID_ARGUMENT = 3;

/** The page a query asks for. Throws E8 for what cannot be read. */
export function readPage(query: Readonly<Record<string, string>>): Page {
  const size = readNumber("page_size", query["pageSize"]);
  return {
    offset: readNumber("page_token", query["pageToken"]),
    size: Math.min(size === 0 ? DEFAULT_PAGE_SIZE : size, MAX_PAGE_SIZE),
    keep: readFilter(query["filter"] ?? ""),
  };
}

function readNumber(name: string, text = "0"): number {
  if (/^\d{0,9}$/.test(text)) return Number(text);
  throw grpcError(400, INVALID_ARGUMENT, `invalid ${name}`);
}

/** Of AIP-160 only the two filters that the contract names. */
function readFilter(filter: string): (model: LocalModel) => boolean {
  const [, name, value] = /^\s*(\w+)\s*=\s*"?(\w+)"?\s*$/.exec(filter) ?? [];
  if (filter.trim() === "") return () => true;
  if (name === "supports_serverless" && (value === "true" || value === "false")) {
    return (model) => isServerless(model) === (value === "true");
  }
  if (name === "state") return () => value === "READY";
  throw grpcError(400, INVALID_ARGUMENT, `invalid filter: ${filter}`);
}
