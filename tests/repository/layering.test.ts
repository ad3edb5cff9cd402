import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT, runBin } from "../../scripts/run-command.mjs";

/**
 * A rule whose pattern oxlint cannot read is ignored in silence, so each arrow of the architecture is
 * shown to be guarded: file → an import that it must not have.
 */
const FORBIDDEN: [file: string, specifier: string][] = [
  ["fireworks-client/src/client.ts", "zod"],
  ["fireworks-client/src/client.ts", "node:fs"],
  ["fireworks-client/src/client.ts", "@langchain/core/messages"],
  ["fireworks-client/src/wire/chat.ts", "../errors.js"],
  ["fireworks-client/src/http/send.ts", "../client.js"],
  ["fireworks-client/src/http/send.ts", "../resources/chat.js"],
  ["fireworks-client/src/http/send.ts", "node:http"],
  ["fireworks-client/src/client.ts", "./undici/index.js"],
  ["fireworks-client/src/http/send.ts", "../undici/undici-fetch.js"],
  ["fireworks-client/src/errors/api-error.ts", "../undici/node-body.js"],
  ["fireworks-client/src/undici/undici-fetch.ts", "../client.js"],
  ["fireworks-client/src/undici/undici-fetch.ts", "../http/send.js"],
  ["fireworks-client/src/undici/undici-fetch.ts", "zod"],
  ["fireworks-client/src/undici/undici-fetch.ts", "unfetch"],
  ["fireworks-client/src/stream/sse-events.ts", "../index.js"],
  ["fireworks-client/src/errors/api-error.ts", "../http/retry.js"],
  ["fireworks-client/src/errors/api-error.ts", "../stream/accumulate.js"],
  ["langchain-fireworks/src/chat/chat-model.ts", "node:crypto"],
  ["langchain-fireworks/src/chat/chat-model.ts", "fireworks-local"],
  ["langchain-fireworks/src/chat/chat-model.ts", "zod"],
  ["langchain-fireworks/src/chat/chat-model.ts", "@langchain/openai"],
  ["langchain-fireworks/src/chat/chat-model.ts", "@langchain/core"],
  ["langchain-fireworks/src/convert/chunk-from-wire.ts", "../chat/chat-model.js"],
  ["langchain-fireworks/src/convert/chunk-from-wire.ts", "../chat/chat-request.js"],
  ["langchain-fireworks/src/convert/chunk-from-wire.ts", "../settings/serialization.js"],
  ["langchain-fireworks/src/convert/chunk-from-wire.ts", "../index.js"],
  ["langchain-fireworks/src/convert/chunk-from-wire.ts", "node:fs"],
  ["langchain-fireworks/src/chat/chat-model.ts", "langchain"],
  ["langchain-fireworks/src/chat/chat-model.ts", "../middleware/index.js"],
  ["langchain-fireworks/src/chat/chat-model.ts", "../decisions/index.js"],
  ["langchain-fireworks/src/chat/chat-model.ts", "@langchain/core/decisions"],
  ["langchain-fireworks/src/models/base-model.ts", "../middleware/thread-id.js"],
  ["langchain-fireworks/src/decisions/questions.ts", "../middleware/index.js"],
  ["langchain-fireworks/src/decisions/questions.ts", "../index.js"],
  ["langchain-fireworks/src/decisions/questions.ts", "langchain"],
  ["langchain-fireworks/src/decisions/questions.ts", "node:fs"],
  ["langchain-fireworks/src/middleware/thread-id.ts", "@langchain/langgraph"],
  ["langchain-fireworks/src/middleware/thread-id.ts", "langchain-core"],
  ["langchain-fireworks/src/middleware/thread-id.ts", "langsmith"],
  ["langchain-fireworks/src/middleware/thread-id.ts", "node:async_hooks"],
  ["langchain-fireworks/src/middleware/thread-id.ts", "../chat/chat-model.js"],
  ["langchain-fireworks/src/structured/methods.ts", "../chat/chat-model.js"],
  ["langchain-fireworks/src/structured/methods.ts", "../chat/chat-request.js"],
  ["langchain-fireworks/src/structured/methods.ts", "zod"],
  ["langchain-fireworks/src/settings/parameters.ts", "../chat/chat-request.js"],
  ["langchain-fireworks/src/calls/connection.ts", "../llm/llm.js"],
  ["langchain-fireworks/src/embeddings/embeddings.ts", "../chat/chat-model.js"],
  ["langchain-fireworks/src/embeddings/embeddings.ts", "../batch/index.js"],
  ["langchain-fireworks/src/batch/handle/batch-handle.ts", "../../cli/main.js"],
  ["langchain-fireworks/src/batch/handle/batch-handle.ts", "csv-parse"],
  ["langchain-fireworks/src/cli/input-file.ts", "csv-parse"],
  ["langchain-fireworks/src/batch/jobs/ensure-job.ts", "../results/batch-item.js"],
  ["langchain-fireworks/src/batch/files/row-spool.ts", "../submit/write-rows.js"],
  ["langchain-fireworks/src/batch/jobs/ensure-job.ts", "../../cli/main.js"],
  ["fireworks-local/src/app.ts", "fireworks-client"],
  ["fireworks-local/src/app.ts", "langchain-fireworks"],
  ["fireworks-local/src/app.ts", "../../fireworks-client/src/client.js"],
  ["fireworks-local/src/stages/auth.ts", "../app.js"],
  ["fireworks-local/src/admin/routes.ts", "../fireworks-local.js"],
  ["fireworks-local/src/admin/routes.ts", "../test-runners/vitest.js"],
  ["fireworks-local/src/index.ts", "./test-runners/vitest.js"],
  ["fireworks-local/src/upstream/forward.ts", "../routes/inference.js"],
  ["fireworks-local/src/cassettes/replay.ts", "../stages/auth.js"],
  ["fireworks-local/src/server/options.ts", "../routes/models.js"],
  ["fireworks-local/src/server/options.ts", "../cassettes/replay.js"],
  ["fireworks-local/src/control-plane/state.ts", "../server/scope.js"],
  ["fireworks-local/src/journal/recorded-request.ts", "../server/scope.js"],
  ["fireworks-local/src/requests/prompt.ts", "../control-plane/state.js"],
  ["fireworks-local/src/files/parse-data.ts", "../answers/answer.js"],
  ["fireworks-local/src/files/parse-data.ts", "../requests/refusal.js"],
  ["fireworks-local/src/answers/reply.ts", "../server/options.js"],
  ["fireworks-local/src/scripts/script-book.ts", "../server/scope.js"],
  ["fireworks-local/src/faults/fault.ts", "../stages/faults.js"],
  ["fireworks-local/src/requests/prompt.ts", "../answers/reply.js"],
  ["fireworks-local/src/requests/prompt.ts", "fireworks-client"],
  ["fireworks-local/src/schema/sample.ts", "../requests/prompt.js"],
  ["fireworks-local/src/grammar/derive.ts", "../answers/reply.js"],
  ["fireworks-local/src/lexical/words.ts", "../requests/prompt.js"],
  ["fireworks-local/src/tokens/tokenizer.ts", "../schema/sample.js"],
  ["fireworks-local/src/patterns/linear-pattern.ts", "../requests/shape.js"],
  ["fireworks-local/src/json/canonical-json.ts", "../requests/shape.js"],
  ["fireworks-local/src/safety/allowed-hosts.ts", "../requests/refusal.js"],
  ["fireworks-local/src/stages/cors.ts", "../socket-guard.js"],
  ["fireworks-local/src/latency/pace.ts", "../server/options.js"],
  ["fireworks-local/src/rate-limits/budget.ts", "../server/scope.js"],
  ["fireworks-local/src/sse/sse-writer.ts", "../latency/pace.js"],
  ["fireworks-local/src/adapters/translate-answer.ts", "../messages/messages-adapter.js"],
  ["fireworks-local/src/messages/to-chat.ts", "../responses/to-chat.js"],
  ["fireworks-local/src/responses/to-chat.ts", "../messages/to-chat.js"],
  ["fireworks-local/src/responses/to-chat.ts", "../answers/answer.js"],
  ["fireworks-local/src/responses/to-chat.ts", "../server/scope.js"],
  ["fireworks-local/src/requests/prompt.ts", "../adapters/adapted-path.js"],
  ["fireworks-local/playground/src/talk/talk-view.tsx", "../watch/watch-view.js"],
  ["fireworks-local/playground/src/talk/talk-view.tsx", "../app.js"],
  ["fireworks-local/playground/src/watch/watch-view.tsx", "../talk/talk-view.js"],
  ["fireworks-local/playground/src/inspect/copy-panel.tsx", "../talk/talk-view.js"],
  ["fireworks-local/playground/src/measure/figures.ts", "../inspect/raw-events.js"],
  ["fireworks-local/playground/src/measure/figures.ts", "node:fs"],
  ["fireworks-local/playground/src/settings/parameter-list.ts", "../talk/talk-view.js"],
  ["fireworks-local/playground/src/parts/tabs.tsx", "../state/store.js"],
  ["fireworks-local/playground/src/state/store.ts", "../talk/talk-view.js"],
  ["fireworks-local/playground/src/state/store.ts", "../../../src/stages/auth.js"],
  ["fireworks-local/playground/src/server/ask.ts", "../state/exchange.js"],
];

const ALLOWED: [file: string, specifier: string][] = [
  ["fireworks-client/src/http/retry.ts", "../errors.js"],
  ["fireworks-client/src/http/retry.ts", "../wire/index.js"],
  ["langchain-fireworks/src/errors/adopt-error.ts", "fireworks-client"],
  ["langchain-fireworks/src/errors/adopt-error.ts", "fireworks-client/wire"],
  ["langchain-fireworks/src/errors/adopt-error.ts", "@langchain/core/errors"],
  ["langchain-fireworks/src/convert/usage.ts", "../errors/adopt-error.js"],
  ["langchain-fireworks/src/convert/usage.ts", "../models/prices.js"],
  ["langchain-fireworks/src/decisions/decision-model.ts", "@langchain/core/decisions"],
  ["langchain-fireworks/src/decisions/decision-model.ts", "../chat/chat-model.js"],
  ["langchain-fireworks/src/middleware/prompt-caching.ts", "langchain"],
  ["langchain-fireworks/src/middleware/prompt-caching.ts", "../errors/warnings.js"],
  ["langchain-fireworks/src/middleware/prompt-caching.ts", "@langchain/core/singletons"],
  ["langchain-fireworks/src/structured/methods.ts", "../convert/unknown-values.js"],
  ["langchain-fireworks/src/structured/methods.ts", "../chat/chat-options.js"],
  ["langchain-fireworks/src/batch/handle/batch-handle.ts", "node:fs/promises"],
  ["langchain-fireworks/src/batch/handle/batch-handle.ts", "../../chat/chat-model.js"],
  ["fireworks-client/src/errors/stream-error.ts", "../rate-limit.js"],
  ["fireworks-client/src/undici/undici-fetch.ts", "undici"],
  ["fireworks-client/src/undici/undici-fetch.ts", "node:stream"],
  ["fireworks-client/src/undici/undici-fetch.ts", "../http/fetch-like.js"],
  ["fireworks-local/src/node-server.ts", "fireworks-client/wire"],
  ["fireworks-local/src/admin/routes.ts", "../version.js"],
  ["fireworks-local/src/stages/cors.ts", "../safety/allowed-origins.js"],
  ["fireworks-local/src/upstream/forward.ts", "../server/call.js"],
  ["fireworks-local/src/server/options.ts", "../cassettes/options.js"],
  ["fireworks-local/src/control-plane/routes.ts", "../requests/refusal.js"],
  ["fireworks-local/src/answers/reply.ts", "../requests/prompt.js"],
  ["fireworks-local/src/scripts/script.ts", "../answers/answer.js"],
  ["fireworks-local/src/files/parse-data.ts", "../requests/shape.js"],
  ["fireworks-local/src/files/parse-data.ts", "../json/is-record.js"],
  ["fireworks-local/src/faults/fault.ts", "../files/parse-data.js"],
  ["fireworks-local/src/schema/sample.ts", "../random/seeded-random.js"],
  ["fireworks-local/src/latency/pace.ts", "../random/seeded-random.js"],
  ["fireworks-local/src/requests/prompt.ts", "../tokens/tokenizer.js"],
  ["fireworks-local/src/responses/to-chat.ts", "../adapters/chat-adapter.js"],
  ["fireworks-local/src/messages/to-chat.ts", "../requests/shape.js"],
  ["fireworks-local/src/server/scope.ts", "../responses/stored-responses.js"],
  ["fireworks-local/src/node-server.ts", "node:http"],
  ["fireworks-local/playground/src/talk/talk-view.tsx", "../settings/settings-drawer.js"],
  ["fireworks-local/playground/src/watch/watch-view.tsx", "../inspect/copy-panel.js"],
  ["fireworks-local/playground/src/inspect/copy-panel.tsx", "../measure/wording.js"],
  ["fireworks-local/playground/src/measure/figures.ts", "../state/exchange.js"],
  ["fireworks-local/playground/src/state/store.ts", "../server/connection.js"],
  ["fireworks-local/playground/src/state/store.ts", "../../../src/admin/admin-answers.js"],
  ["fireworks-local/src/test-runners/vitest.ts", "../fireworks-local.js"],
];

interface Finding {
  code: string;
  filename: string;
  labels: { span: { line: number } }[];
}

let folder = "";
let findings: Finding[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fireworks-layering-"));
  await mkdir(join(folder, "packages"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  await copyFile(join(ROOT, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  const lines = new Map<string, string[]>();
  for (const [file, specifier] of [...FORBIDDEN, ...ALLOWED]) {
    lines.set(file, [...(lines.get(file) ?? []), `export { a } from "${specifier}";`]);
  }
  for (const [file, code] of lines) {
    const path = join(folder, "packages", file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, code.join("\n"));
  }
  const { output } = await runBin("oxlint/bin/oxlint", ["-f", "json", "packages"], { cwd: folder });
  findings = (JSON.parse(output) as { diagnostics: Finding[] }).diagnostics;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function isRefused(file: string, specifier: string): boolean {
  const uses = [...FORBIDDEN, ...ALLOWED].filter(([other]) => other === file);
  const line = uses.findIndex(([, other]) => other === specifier) + 1;
  return findings.some(
    ({ code, filename, labels }) =>
      code.includes("no-restricted-imports") &&
      filename.endsWith(file) &&
      labels.some(({ span }) => span.line === line),
  );
}

test.each(FORBIDDEN)("%s must not import %s", (file, specifier) => {
  expect(isRefused(file, specifier)).toBe(true);
});

test.each(ALLOWED)("%s may import %s", (file, specifier) => {
  expect(isRefused(file, specifier)).toBe(false);
});
