import { adminHeaders, type ServerPlace } from "./credentials.js";

/** A request to `/_local` that was refused or not answered. `message` is for people. */
export class AdminError extends Error {
  override readonly name = "AdminError";

  constructor(
    message: string,
    /** 0 when the server could not be reached. */
    readonly status: number,
    /** The server's own word for it. */
    readonly code?: string,
  ) {
    super(message);
  }
}

export interface AdminRequest {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Empty is the shared one. Left out where all scopes are meant. */
  scope?: string;
  /** Sent as JSON; a text goes as it is. */
  body?: unknown;
  signal?: AbortSignal;
}

/** Steers the server. Rejects with {@link AdminError}. */
export type Admin = <Answer>(path: `/${string}`, request?: AdminRequest) => Promise<Answer>;

/** `/_local` of that server. */
export const adminOf =
  (server: ServerPlace): Admin =>
  async <Answer>(path: `/${string}`, request: AdminRequest = {}) => {
    const response = await openAdmin(server, path, request);
    return (await response.json()) as Answer;
  };

/** The same, for an answer that is read while it comes. */
export async function openAdmin(
  { origin, credentials }: ServerPlace,
  path: `/${string}`,
  { method = "GET", scope, body, signal }: AdminRequest = {},
): Promise<Response> {
  const query = scope === undefined ? "" : `?scope=${encodeURIComponent(scope)}`;
  const sent = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  let response: Response;
  try {
    response = await fetch(`${origin}/_local${path}${query}`, {
      method,
      body: sent,
      signal,
      headers: adminHeaders(credentials),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new AdminError("The server cannot be reached. Is fireworks-local still running?", 0);
  }
  if (!response.ok) throw await refusalOf(response);
  return response;
}

async function refusalOf(response: Response): Promise<AdminError> {
  const text = await response.text();
  const { status } = response;
  try {
    const { error } = JSON.parse(text) as { error?: { message?: string; code?: string } };
    return new AdminError(error?.message ?? text, status, error?.code);
  } catch {
    return new AdminError(
      text === "" ? `The server answered with status ${status}.` : text,
      status,
    );
  }
}
