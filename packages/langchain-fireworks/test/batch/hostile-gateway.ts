import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { BatchInferenceJob } from "fireworks-client/wire";
import { ChatFireworks } from "langchain-fireworks";
import { type BatchHandle, type BatchRun, FireworksBatch } from "langchain-fireworks/batch";
import { KEY, MODEL } from "../local-model.js";
import { VirtualClock } from "./local-batch.js";

/** How a file is given: its text, or by hand; `times` counts how often it was asked for, from 1. */
export type HostileFile = string | ((response: ServerResponse, times: number) => void);

/** A gateway and a storage that answer what they are told, however odd. */
export class HostileGateway {
  readonly clock: VirtualClock = new VirtualClock();
  readonly jobs = new Map<string, Partial<BatchInferenceJob>>();
  /** Dataset id to path to file. */
  readonly datasets = new Map<string, Record<string, HostileFile>>();
  /** All requests to the storage. */
  readonly stored: IncomingMessage[] = [];
  readonly warnings: string[] = [];
  readonly #server: Server = createServer((request, response) => this.#answer(request, response));
  #signatures = 0;

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A batch of one part that is done, with these files. */
  run(rows: number, files: Record<string, HostileFile>, inputs?: HostileFile): BatchRun {
    const names = { inputDataset: "b-a0-p0-in", job: "b-a0-p0", outputDataset: "b-a0-p0-out" };
    this.jobs.set(names.job, { state: "JOB_STATE_COMPLETED" });
    this.datasets.set(names.outputDataset, files);
    this.datasets.set(names.inputDataset, { "dataset/in/rows.jsonl": inputs ?? inputLines(rows) });
    return this.resume({
      version: 1,
      id: "b",
      account: "acme",
      model: MODEL,
      createdAt: "2026-11-23T10:00:00Z",
      rows,
      attempts: [{ parts: [{ rows, firstIndex: 0, lastIndex: rows - 1, bytes: 1, ...names }] }],
    });
  }

  resume(handle: BatchHandle): BatchRun {
    const chain = new ChatFireworks({
      model: MODEL,
      apiKey: KEY,
      baseURL: `${this.url}/inference/v1`,
      maxRetries: 0,
    });
    const onWarning = ({ code }: { code: string }) => this.warnings.push(code);
    const { clock } = this;
    return new FireworksBatch({ chain, clock, onWarning, accountId: "acme" }).resume(handle);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? "", this.url);
    const [, root, , , kind, name = ""] = pathname.split("/");
    if (root === "storage") return this.#store(request, response, pathname, searchParams);
    const id = decodeURIComponent(name).replace(":getDownloadEndpoint", "");
    const found = kind === "datasets" ? this.#addresses(id) : this.jobs.get(id);
    if (found === undefined) return sendJson(response, 404, { code: 5, message: "not found" });
    sendJson(response, 200, found);
  }

  #addresses(dataset: string): object | undefined {
    const files = this.datasets.get(dataset);
    if (files === undefined) return undefined;
    this.#signatures += 1;
    const sign = (path: string) =>
      `${this.url}/storage/${dataset}/${path}?X-Goog-Signature=secret${this.#signatures}`;
    return {
      filenameToSignedUrls: Object.fromEntries(
        Object.keys(files).map((path) => [path, sign(path)]),
      ),
    };
  }

  #store(
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
    query: URLSearchParams,
  ): void {
    this.stored.push(request);
    const [, , dataset = "", ...path] = pathname.split("/");
    const file = this.datasets.get(dataset)?.[path.join("/")];
    if (file === undefined || !query.get("X-Goog-Signature")) {
      response.writeHead(404).end();
      return;
    }
    const times = this.stored.filter(({ url }) => url?.startsWith(pathname)).length;
    if (typeof file === "function") file(response, times);
    else response.writeHead(200, { "content-type": "application/octet-stream" }).end(file);
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

export function inputLines(rows: number): string {
  return Array.from({ length: rows }, (_, index) =>
    JSON.stringify({
      custom_id: String(index),
      body: { messages: [{ role: "user", content: `question ${index}` }] },
    }),
  ).join("\n");
}

/** A line of an output file. */
export function answerLine(customId: string | number, content = `answer ${customId}`): string {
  return JSON.stringify({
    custom_id: String(customId),
    response: {
      id: `chatcmpl-${customId}`,
      object: "chat.completion",
      created: 1,
      model: MODEL,
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
    },
  });
}

export const errorLine = (customId: string | number, error: unknown = { message: "odd" }): string =>
  JSON.stringify({ custom_id: String(customId), error });
