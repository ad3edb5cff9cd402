import { getEnvironmentVariable } from "@langchain/core/utils/env";
import { resolveLangSmithGatewayConfig } from "@langchain/core/utils/gateway";
import { FireworksClient, type FireworksClientOptions } from "fireworks-client";
import type { ConnectionOptions } from "./connection-options.js";
import { VERSION } from "../version.js";
import { adoptError } from "../errors/adopt-error.js";
import { inputError } from "../errors/input-error.js";

/**
 * The client a model talks through. An explicit base URL beats Fireworks' environment variables,
 * which beat the LangSmith gateway, which beats Fireworks' own address; and a key goes only to the
 * service it belongs to.
 *
 * @param fields - In one spelling each, as `normalizeFields` gives them.
 */
export function connect(fields: ConnectionOptions): FireworksClient {
  const { baseURL, apiKey, defaultHeaders, fetch, fetchOptions, dangerouslyAllowBrowser } = fields;
  const gateway = baseURL === undefined ? gatewayConnection(apiKey) : undefined;
  const client: FireworksClientOptions = {
    baseURL,
    apiKey,
    ...gateway,
    defaultHeaders,
    fetch,
    fetchOptions,
    dangerouslyAllowBrowser,
    userAgent: `langchain-fireworks/${VERSION}`,
  };
  try {
    return new FireworksClient(client);
  } catch (error) {
    throw adoptError(error, {});
  }
}

/** The gateway, if LANGSMITH_GATEWAY asks for it and no Fireworks variable says otherwise. */
function gatewayConnection(
  given: ConnectionOptions["apiKey"],
): Pick<FireworksClientOptions, "baseURL" | "apiKey"> | undefined {
  const names = ["FIREWORKS_BASE_URL", "FIREWORKS_API_BASE"];
  if (names.some((name) => getEnvironmentVariable(name)?.trim())) return undefined;
  const gateway = resolveLangSmithGatewayConfig({ providerPath: "fireworks" });
  if (gateway.baseURL === undefined) return undefined;
  const isProviderKey = typeof given === "string" && /^(fw|fpk)_/.test(given);
  const apiKey = given !== undefined && !isProviderKey ? given : gateway.apiKey;
  if (apiKey !== undefined) return { baseURL: gateway.baseURL, apiKey };
  throw inputError(
    "LANGSMITH_GATEWAY is set, and there is no key for the gateway. A Fireworks key is not sent there.",
    {
      field: "apiKey",
      code: "missing_api_key",
      hint: "Set LANGSMITH_GATEWAY_API_KEY, or pass `baseURL` to go to Fireworks directly.",
    },
  );
}
