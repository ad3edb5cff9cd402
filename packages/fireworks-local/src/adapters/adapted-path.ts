/** The endpoints that say chats in words of their own. */
export type AdaptedApi = "messages" | "responses";

/** Which of them a path is of; undefined for all other paths. */
export function adaptedApiOf(path: string): AdaptedApi | undefined {
  const [, name] = /^(?:\/inference)?\/v1\/(messages|responses)(?:\/|$)/.exec(path) ?? [];
  return name as AdaptedApi | undefined;
}
