import { FireworksConfigurationError } from "./errors/configuration-error.js";
import type { ResponseInfo } from "./http/response-info.js";
import type { RetryInfo } from "./http/retry.js";

/** "info": one line an attempt. "debug": headers too, credentials masked. Never message contents. */
export type LogLevel = "off" | "info" | "debug";

export interface Logger {
  info(message: string, details?: unknown): void;
  debug(message: string, details?: unknown): void;
}

export type Log = (level: "info" | "debug", message: string, details?: unknown) => void;

/** A logger that throws, or whose promise rejects, must not break the request it writes about. */
export function createLog(level: LogLevel, logger: Logger = console): Log | undefined {
  if (level === "off") return undefined; // so that nobody writes a line for nothing
  const write = async (...[wanted, message, details]: Parameters<Log>): Promise<void> => {
    const text = `fireworks-client: ${message}`;
    const done: unknown =
      details === undefined ? logger[wanted](text) : logger[wanted](text, details);
    await done;
  };
  return (wanted, message, details) => {
    if (wanted === "debug" && level === "info") return;
    void write(wanted, message, details).catch(() => undefined);
  };
}

/** Reads the `logLevel` option; an unknown word is an error. */
export function checkLogLevel(level: string): LogLevel {
  if (level === "off" || level === "info" || level === "debug") return level;
  throw new FireworksConfigurationError(`The log level ${JSON.stringify(level)} is not known`, {
    code: "invalid_log_level",
    field: "logLevel",
    hint: 'Use "off", "info" or "debug".',
  });
}

/** Reads `FIREWORKS_LOG`; what is not known is off, as in Fireworks' own SDK. */
export function logLevelFromEnvironment(value: string | undefined): LogLevel {
  return value === "info" || value === "debug" ? value : "off";
}

export const describeResponse = ({ status, attempts, requestId }: ResponseInfo): string =>
  `status ${status} on attempt ${attempts}${requestId === undefined ? "" : `, request id ${requestId}`}`;

export const describeRetry = ({ attempt, maxRetries, delayMs, paced, error }: RetryInfo): string =>
  paced === true
    ? `attempt ${attempt} was refused and waits for its budget: ${error.message}`
    : `attempt ${attempt} of ${maxRetries + 1} failed, next in ${delayMs} ms: ${error.message}`;
