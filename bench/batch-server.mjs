// The control plane as far as a batch needs it, in a process of its own so that its work is not counted.
// Uploads are counted and thrown away; answers are made up while they are sent, in an order that jumps
// about. Every job is completed at once. Prints its port. Sizes: 1 dataset of any number of rows.
import { createServer } from "node:http";

const ACCOUNT = "/v1/accounts/bench";
const datasets = new Map();
const jobs = new Map();

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    response.destroy();
  });
});

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, "http://bench");
  const [path, verb] = pathname.split(":");
  if (path === "/v1/accounts") return send(response, { accounts: [{ name: "accounts/bench" }] });
  if (path.startsWith("/storage/")) return storage(request, response, path);
  const [, kind, id] = /^\/v1\/accounts\/bench\/(\w+)(?:\/(.+))?$/.exec(path) ?? [];
  if (kind === "datasets") return dataset(request, response, { id, verb });
  if (kind === "batchInferenceJobs") return job(request, response, { id, searchParams });
  return send(response, { code: 5, message: "not found" }, 404);
}

async function dataset(request, response, { id, verb }) {
  if (request.method === "POST" && id === undefined) {
    const { datasetId, dataset } = JSON.parse(await text(request));
    const name = `${ACCOUNT.slice(4)}/datasets/${datasetId}`;
    datasets.set(datasetId, { ...dataset, name, state: "UPLOADING" });
    return send(response, datasets.get(datasetId));
  }
  const known = datasets.get(id);
  if (known === undefined) return send(response, { code: 5, message: "not found" }, 404);
  const address = (file) => `http://${request.headers.host}/storage/${id}/${file}`;
  if (verb === "upload") await receive(request, known);
  if (verb === "getUploadEndpoint") {
    const { filenameToSize } = JSON.parse(await text(request));
    const urls = Object.keys(filenameToSize).map((file) => [file, address(file)]);
    return send(response, { filenameToSignedUrls: Object.fromEntries(urls) });
  }
  if (verb === "upload" || verb === "validateUpload") known.state = "READY";
  if (verb === "upload" || verb === "validateUpload") return send(response, {});
  if (verb === "getDownloadEndpoint") {
    const files = known.sourceJobName ? ["BIJOutputSet.jsonl", "error-data"] : ["in.jsonl"];
    const urls = files.map((file) => [`dataset/${id}/${file}`, address(file)]);
    return send(response, { filenameToSignedUrls: Object.fromEntries(urls) });
  }
  if (request.method === "DELETE") datasets.delete(id);
  return send(response, request.method === "DELETE" ? {} : known);
}

async function job(request, response, { id, searchParams }) {
  if (request.method === "POST") {
    const asked = JSON.parse(await text(request));
    const jobId = searchParams.get("batchInferenceJobId");
    const input = datasets.get(lastPart(asked.inputDatasetId));
    const rows = Number(input.exampleCount);
    const name = `${ACCOUNT.slice(4)}/batchInferenceJobs/${jobId}`;
    const jobProgress = {
      percent: 100,
      totalInputRequests: rows,
      totalProcessedRequests: rows,
      successfullyProcessedRequests: rows,
      failedRequests: 0,
      outputRows: rows,
      inputTokens: rows * 11,
      outputTokens: rows * 3,
    };
    const now = Date.now();
    jobs.set(jobId, {
      ...asked,
      name,
      state: "JOB_STATE_COMPLETED",
      status: { code: "OK", message: "" },
      createTime: new Date(now).toISOString(),
      expireTime: new Date(now + 86_400_000).toISOString(),
      jobProgress,
    });
    datasets.set(lastPart(asked.outputDatasetId), {
      name: asked.outputDatasetId,
      state: "READY",
      sourceJobName: name,
      rows,
      firstIndex: input.firstIndex ?? 0,
    });
    return send(response, jobs.get(jobId));
  }
  const known = jobs.get(id);
  if (known === undefined) return send(response, { code: 5, message: "not found" }, 404);
  if (request.method === "DELETE") jobs.delete(id);
  return send(response, request.method === "DELETE" ? {} : known);
}

async function storage(request, response, path) {
  const [, , id, file] = path.split("/");
  const known = datasets.get(id);
  if (request.method === "PUT") {
    await receive(request, known);
    response.end();
    return;
  }
  response.writeHead(200, { "content-type": "application/octet-stream" });
  if (file === "BIJOutputSet.jsonl") await sendAnswers(response, known);
  response.end();
}

/** Counts what comes, and remembers which row is the first. */
async function receive(request, known) {
  let start = "";
  for await (const bytes of request) {
    if (start.length < 4096) start += bytes.toString("latin1");
    known.bytes = (known.bytes ?? 0) + bytes.length;
  }
  known.firstIndex = Number(/"custom_id":"(\d+)/.exec(start)?.[1] ?? 0);
}

/** A step that shares no factor with the number of rows visits each of them once. */
async function sendAnswers(response, { rows, firstIndex }) {
  let step = Math.floor(rows * 0.618) | 1;
  while (commonFactor(step, rows) > 1) step += 2;
  let place = 0;
  for (let sent = 0; sent < rows;) {
    let lines = "";
    for (let count = 0; count < 1000 && sent < rows; count += 1, sent += 1) {
      lines += answerLine(firstIndex + place);
      place = (place + step) % rows;
    }
    if (!response.write(lines)) await new Promise((resolve) => response.once("drain", resolve));
  }
}

const answerLine = (index) =>
  `{"custom_id":"${index}","response":{"id":"chatcmpl-${index}","object":"chat.completion","created":1788000000,"model":"accounts/fireworks/models/deepseek-v4p1-flash","choices":[{"index":0,"message":{"role":"assistant","content":"Answer ${index}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":11,"total_tokens":14,"completion_tokens":3}}}\n`;

const commonFactor = (left, right) => (right === 0 ? left : commonFactor(right, left % right));
const lastPart = (name) => name.slice(name.lastIndexOf("/") + 1);

async function text(request) {
  let all = "";
  for await (const bytes of request) all += bytes;
  return all;
}

function send(response, body, status = 200) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
