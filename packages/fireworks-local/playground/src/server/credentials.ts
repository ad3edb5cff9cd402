/**
 * What a person typed because the server wants it. It stays in the memory of this page: a reload asks
 * again. Keys of Fireworks are held by the server and never come here.
 */
export interface Credentials {
  /** For `/_local`, where the server was started with one. */
  adminToken: string | undefined;
  /** For inference, where the server takes only certain keys. */
  inferenceKey: string | undefined;
}

/** The server takes any key unless it was told which. */
const ANY_KEY = "fw_playground";

export const inferenceKeyOf = ({ inferenceKey }: Credentials): string => inferenceKey ?? ANY_KEY;

export function adminHeaders({ adminToken }: Credentials): Record<string, string> {
  return adminToken === undefined ? {} : { authorization: `Bearer ${adminToken}` };
}

/** A server, and what it wants to hear from those who steer it. */
export interface ServerPlace {
  readonly origin: string;
  readonly credentials: Credentials;
}
