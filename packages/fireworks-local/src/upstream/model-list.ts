import { parseJson } from "../json/parse-json.js";
import type { ModelList, ModelListEntry } from "fireworks-client/wire";
import type { ModelCatalogue } from "../models/catalogue.js";
import { refusalOf } from "./engine-error.js";
import { type Json, number, record, records, text } from "./read-json.js";
import { requestHeaders } from "./request-headers.js";
import { send } from "./send.js";
import type { Target } from "./target.js";

interface Asking {
  headers: Headers;
  requestId: string;
  signal: AbortSignal;
}

/**
 * What can be asked through this server: of Fireworks its own list; of an engine its models, the ids
 * that are mapped to them, and with `*` every id that is known here.
 */
export async function listUpstreamModels(
  target: Target,
  catalogue: ModelCatalogue,
  asking: Asking,
): Promise<ModelList> {
  const headers = requestHeaders(target, asking);
  const { signal } = asking;
  const response = await send(target, { method: "GET", path: "/models", headers, signal });
  if (!response.ok) throw await refusalOf(response, target);
  const served = records(record(parseJson(await response.text()))["data"]);
  if (target.dialect === "fireworks")
    return { object: "list", data: served as unknown as ModelListEntry[] };
  const known = catalogue.list().data;
  const models = target.models ?? {};
  const mapped = Object.entries(models)
    .filter(([id]) => id !== "*")
    .map(([id, name]) => known.find((entry) => entry.id === id) ?? toEntry(find(served, name), id));
  const all = [
    ...mapped,
    ...("*" in models ? known : []),
    ...served.map((entry) => toEntry(entry)),
  ];
  return { object: "list", data: [...new Map(all.map((entry) => [entry.id, entry])).values()] };
}

const find = (served: Json[], name: string): Json => served.find(({ id }) => id === name) ?? {};

function toEntry(entry: Json, id: string = text(entry["id"]) ?? ""): ModelListEntry {
  const context = number(entry["max_model_len"]) ?? number(record(entry["meta"])["n_ctx_train"]);
  return {
    id,
    object: "model",
    owned_by: text(entry["owned_by"]) ?? "upstream",
    created: number(entry["created"]) ?? 0,
    kind: "HF_BASE_MODEL",
    supports_chat: true,
    supports_image_input: false,
    supports_tools: true,
    ...(context === undefined ? {} : { context_length: context }),
  };
}
