import type { HeadersInput, StreamRequestOptions } from "fireworks-client";
import type { CallPlan } from "../calls/call-runner.js";
import { readWaitForDeployment } from "../calls/wait-for-deployment.js";
import type { Warn } from "../errors/warnings.js";
import { gateOf } from "../pacing/pacing.js";
import { callHeaders, IGNORED_HEADERS } from "./call-headers.js";
import { sessionFields } from "./session-id.js";
import {
  type ChatSettings,
  CLIENT_OPTION_NAMES,
  type ClientOptionName,
  settingOf,
  type TransportOptions,
} from "./settings.js";

/** Options of one call that say how it travels. */
export interface CallTransport extends TransportOptions {
  /** Aborts the call. */
  signal?: AbortSignal | undefined;
  /** Headers of this call, merged over the defaults; `null` removes one. */
  headers?: HeadersInput | undefined;
}

/** How one call travels: its options over the constructor's fields. Headers nobody can read are told. */
export function callPlan(
  fields: TransportOptions & { readonly warn: Warn },
  call: CallTransport,
  model: string,
): CallPlan {
  const headers = callHeaders(call.headers);
  if (headers === undefined) fields.warn(IGNORED_HEADERS);
  const wait = readWaitForDeployment(settingOf("waitForDeployment", fields, call));
  return {
    model,
    options: requestOptions(fields, call, headers),
    waiting: wait && { ...wait, model, signal: call.signal },
    suggestModels: settingOf("suggestModels", fields, call) ?? true,
  };
}

/** The same for the client. */
function requestOptions(
  fields: TransportOptions,
  call: CallTransport,
  headers: Record<string, string | null | undefined> = {},
): StreamRequestOptions {
  const session = sessionFields(settingOf("sessionId", fields, call));
  return {
    signal: call.signal,
    pacer: gateOf(fields, settingOf("pacing", fields, call)),
    ...givenOptions(fields),
    ...givenOptions(call),
    fallbackHeaders: unlessEmpty(
      sessionHeaders(session.sessionAffinity, session.multiTurnSessionId),
    ),
    headers: unlessEmpty({
      ...sessionHeaders(fields.sessionAffinity, fields.multiTurnSessionId),
      ...sessionHeaders(call.sessionAffinity, call.multiTurnSessionId),
      ...headers,
    }),
  };
}

/** Calls that bring no headers of their own go with those the client has ready. */
function unlessEmpty<Headers extends object>(headers: Headers): Headers | undefined {
  return Object.keys(headers).length === 0 ? undefined : headers;
}

/** The settings one level gives. A given `null` wins over the level below. */
export function givenOptions(level: Pick<ChatSettings, ClientOptionName>): StreamRequestOptions {
  const given = CLIENT_OPTION_NAMES.filter((name) => level[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, level[name]]));
}

/** The two session headers of section 1.5; an id that is not given leaves the level below in force. */
export function sessionHeaders(
  affinity: string | null | undefined,
  multiTurnSessionId: string | null | undefined,
): Record<string, string | null> {
  return {
    ...(affinity !== undefined && { "x-session-affinity": affinity }),
    ...(multiTurnSessionId !== undefined && { "x-multi-turn-session-id": multiTurnSessionId }),
  };
}
