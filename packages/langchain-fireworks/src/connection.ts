import { getEnvironmentVariable } from "@langchain/core/utils/env";
import { resolveLangSmithGatewayConfig } from "@langchain/core/utils/gateway";
import { FireworksClient, type FireworksClientOptions } from "fireworks-client";
import type { ChatFireworksFields } from "./chat-options.js";
import { VERSION } from "./version.js";
import { adoptError } from "./errors.js";
import { inputError } from "./input-error.js";

/**
 * The client a model talks through. An explicit base URL beats Fireworks' environment variables,
 * which beat the LangSmith gateway, which beats Fireworks' own address; and a key goes only to the
 * service it belongs to.
 */
export function connect(fields: ChatFireworksFields): FireworksClient {
  const { configuration } = fields;
  const baseURL = fields.baseURL ?? configuration?.baseURL;
  const gateway = baseURL === undefined ? gatewayConnection(fields) : undefined;
  const client: FireworksClientOptions = {
    baseURL,
    apiKey: fields.apiKey ?? fields.fireworksApiKey,
    ...gateway,
    defaultHeaders: fields.defaultHeaders ?? configuration?.defaultHeaders,
    fetch: fields.fetch ?? configuration?.fetch,
    fetchOptions: fields.fetchOptions ?? configuration?.fetchOptions,
    dangerouslyAllowBrowser: fields.dangerouslyAllowBrowser,
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
  fields: ChatFireworksFields,
): Pick<FireworksClientOptions, "baseURL" | "apiKey"> | undefined {
  const names = ["FIREWORKS_BASE_URL", "FIREWORKS_API_BASE"];
  if (names.some((name) => getEnvironmentVariable(name)?.trim())) return undefined;
  const gateway = resolveLangSmithGatewayConfig({ providerPath: "fireworks" });
  if (gateway.baseURL === undefined) return undefined;
  const given = fields.apiKey ?? fields.fireworksApiKey;
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
