import { REDACTED, SHORTEST_SECRET } from "../safety/secrets.js";

/** Engines repeat the key they refuse. */
export function withoutSecrets(source: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((text, secret) => text.replaceAll(secret, REDACTED), source);
}
