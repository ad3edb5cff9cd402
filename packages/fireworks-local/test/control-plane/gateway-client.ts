import type {
  BatchErrorRow,
  BatchInferenceJob,
  BatchOutputRow,
  Dataset,
  DatasetUpload,
  SignedUrls,
} from "fireworks-client/wire";
import type { FireworksLocal } from "fireworks-local";

/** A string is a line as it is. */
export type Rows = readonly (object | string)[];

/** Calls the control plane of a server with nothing but `fetch`. */
export interface GatewayClient {
  call<Answer = unknown>(method: string, path: string, body?: unknown): Promise<[number, Answer]>;
  /** Throws what is refused. */
  ok<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
  upload(id: string, rows: Rows, file?: string): Promise<DatasetUpload>;
  /** Makes a dataset and uploads to it. */
  uploaded(id: string, rows: Rows, file?: string): Promise<Dataset>;
  job(id: string): Promise<BatchInferenceJob>;
  start(id: string, fields?: object): Promise<BatchInferenceJob>;
  /** The rows of both files of a dataset. */
  output(dataset: string): Promise<{ rows: BatchOutputRow[]; errors: BatchErrorRow[] }>;
}

export const KIMI = "accounts/fireworks/models/kimi-k3";

export function gatewayClient(
  server: FireworksLocal,
  headers: Record<string, string> = { authorization: "Bearer fw_test" },
  account = "me",
): GatewayClient {
  const base = `${server.url}/v1/accounts/${account}`;
  const call: GatewayClient["call"] = async (method, path, body) => {
    const response = await server.fetch(`${base}/${path}`, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return [response.status, (await response.json()) as never];
  };
  const ok: GatewayClient["ok"] = async (method, path, body) => {
    const [status, answer] = await call(method, path, body);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(answer)}`);
    return answer as never;
  };
  const upload: GatewayClient["upload"] = async (id, rows, file = "input.jsonl") => {
    const form = new FormData();
    form.append("file", new Blob([toLines(rows)]), file);
    const init = { method: "POST", headers, body: form };
    const response = await server.fetch(`${base}/datasets/${id}:upload`, init);
    if (response.status !== 200) throw new Error(await response.text());
    return (await response.json()) as DatasetUpload;
  };
  const uploaded: GatewayClient["uploaded"] = async (id, rows, file) => {
    const dataset = { exampleCount: String(rows.length), format: "CHAT", userUploaded: {} };
    await ok("POST", "datasets", { datasetId: id, dataset });
    await upload(id, rows, file);
    return ok("GET", `datasets/${id}`);
  };
  const start: GatewayClient["start"] = (id, fields = {}) =>
    ok("POST", `batchInferenceJobs?batchInferenceJobId=${id}`, {
      model: KIMI,
      inputDatasetId: "in-1",
      ...fields,
    });
  const output: GatewayClient["output"] = async (dataset) => {
    const { filenameToSignedUrls: urls = {} } = await ok<SignedUrls>(
      "GET",
      `datasets/${dataset.split("/").at(-1)}:getDownloadEndpoint`,
    );
    const read = async (end: string): Promise<never[]> => {
      const [, url = ""] = Object.entries(urls).find(([key]) => key.endsWith(end)) ?? [];
      const text = await (await server.fetch(url)).text();
      const lines = text.split("\n").filter((line) => line !== "");
      return lines.map((line) => JSON.parse(line) as never);
    };
    return { rows: await read("/BIJOutputSet.jsonl"), errors: await read("/error-data") };
  };
  return {
    call,
    ok,
    upload,
    uploaded,
    start,
    output,
    job: (id) => ok("GET", `batchInferenceJobs/${id}`),
  };
}

export function chatRow(id: string, content = "Hi", fields: object = {}): object {
  return { custom_id: id, body: { messages: [{ role: "user", content }], ...fields } };
}

export function chatRows(count: number): object[] {
  return Array.from({ length: count }, (_, at) => chatRow(`r${at + 1}`, `Question ${at + 1}`));
}

export function toLines(rows: Rows): string {
  return rows.map((row) => `${typeof row === "string" ? row : JSON.stringify(row)}\n`).join("");
}

/** A clock that stands still until it is told. */
export class Clock {
  ms = Date.parse("2026-11-23T10:00:00Z");
  readonly now = (): number => this.ms;

  pass(seconds: number): void {
    this.ms += seconds * 1_000;
  }
}
