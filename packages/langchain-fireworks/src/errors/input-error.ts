import { FireworksConfigurationError, type ConfigurationErrorInit } from "fireworks-client";
import { adoptError } from "./adopt-error.js";

/** Input that cannot work, refused before it costs a call; marked for LangChain like every error. */
export function inputError(
  happened: string,
  init: ConfigurationErrorInit,
): FireworksConfigurationError {
  return adoptError(new FireworksConfigurationError(happened, init), {});
}
