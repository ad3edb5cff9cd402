import type { ResponseInfo } from "fireworks-client";

/**
 * What an answer said beside its body, with the snake-case keys of `response_metadata`. The client
 * has taken credentials and cookies out of the headers.
 */
export function headerMetadata(info: ResponseInfo): Record<string, unknown> {
  return {
    request_id: info.requestId,
    headers: Object.fromEntries(info.headers),
    timings: snakeCaseKeys(info.timings),
    rate_limit: info.rateLimit && snakeCaseKeys(info.rateLimit),
  };
}

function snakeCaseKeys(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => [snakeCase(name), value]),
  );
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
