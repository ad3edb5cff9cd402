import { SHORTEST_SECRET } from "../safety/secrets.js";

/** Forms of keys and tokens that never belong into a file, whoever issued them. */
export const SECRET_PATTERNS: readonly RegExp[] = [
  /\b(?:fw|fpk)_[A-Za-z0-9]{10,}/g,
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\bBearer\s+[A-Za-z0-9._~+/-]{8,}=*/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\beyJ[\w-]{10,}\.[\w-]{5,}\.[\w-]{5,}/g,
];

/** A pattern for a key that is known to the letter. */
export function literalPattern(secret: string): RegExp[] {
  if (secret.length < SHORTEST_SECRET) return [];
  return [new RegExp(secret.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), "g")];
}

/** The key in an `authorization` header, whatever its scheme. */
export function keyIn(headers: Headers): string[] {
  const key = /^\S+\s+(\S+)\s*$/.exec(headers.get("authorization") ?? "")?.[1];
  return key === undefined ? [] : [key];
}
