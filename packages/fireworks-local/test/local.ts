import type {
  ChatCompletionChunk,
  ChatCompletionRequest,
  ChatCompletionResponse,
  Tool,
} from "fireworks-client/wire";
import {
  createFireworksLocal,
  type FireworksLocal,
  type FireworksLocalOptions,
} from "fireworks-local";

export const LLAMA = "accounts/fireworks/models/llama-v3-70b-instruct";

/** Anything may be asked, right or wrong. */
export type Ask = Partial<ChatCompletionRequest> | Record<string, unknown>;

export function local(options?: FireworksLocalOptions): FireworksLocal {
  return createFireworksLocal({ now: () => 1_790_000_000_000, ...options });
}

export function post(server: FireworksLocal, ask: Ask, init: RequestInit = {}): Promise<Response> {
  return server.fetch(`${server.baseURL}/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer fw_test", "content-type": "application/json" },
    body: JSON.stringify({ model: LLAMA, messages: [{ role: "user", content: "Hello" }], ...ask }),
    ...init,
  });
}

export async function ask(server: FireworksLocal, request: Ask): Promise<ChatCompletionResponse> {
  const response = await post(server, request);
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  return JSON.parse(text) as ChatCompletionResponse;
}

/** Any endpoint of inference, by its path below the base. */
export function postTo(server: FireworksLocal, path: string, body: unknown): Promise<Response> {
  return server.fetch(`${server.baseURL}${path}`, {
    method: "POST",
    headers: { authorization: "Bearer fw_test", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

export async function askAt<Answer>(
  server: FireworksLocal,
  path: string,
  body: unknown,
): Promise<Answer> {
  const response = await postTo(server, path, body);
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  return JSON.parse(text) as Answer;
}

export async function refusalAt(
  server: FireworksLocal,
  path: string,
  body: unknown,
): Promise<[number, string]> {
  return readRefusal(await postTo(server, path, body));
}

/** Status and message of a refused request. */
export async function refusal(
  server: FireworksLocal,
  request: Ask,
  init?: RequestInit,
): Promise<[number, string]> {
  return readRefusal(await post(server, request, init));
}

async function readRefusal(response: Response): Promise<[number, string]> {
  const body = (await response.json()) as { error?: { message?: string } };
  return [response.status, body.error?.message ?? ""];
}

export async function streamText(server: FireworksLocal, request: Ask): Promise<string> {
  return (await post(server, { ...request, stream: true })).text();
}

export function chunksOf(events: string): ChatCompletionChunk[] {
  return events
    .split("\n\n")
    .filter((event) => event.startsWith("data: {"))
    .map((event) => JSON.parse(event.slice("data: ".length)) as ChatCompletionChunk);
}

export function tool(
  name: string,
  description: string,
  properties: Record<string, object>,
  required = Object.keys(properties),
): Tool {
  const parameters = { type: "object", properties, required };
  return { type: "function", function: { name, description, parameters } };
}

/** Name and arguments of each call of the first choice. */
export function callsOf(response: ChatCompletionResponse): [string, unknown][] {
  return (response.choices[0]?.message.tool_calls ?? []).map((call) => [
    call.function.name ?? "",
    JSON.parse(call.function.arguments ?? "null"),
  ]);
}
