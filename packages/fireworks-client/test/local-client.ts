import { onTestFinished } from "vitest";
import { FireworksClient } from "fireworks-client";
import type { DatasetFile, FireworksClientOptions } from "fireworks-client";
import { createFireworksLocal } from "fireworks-local";
import type { FireworksLocal, FireworksLocalOptions } from "fireworks-local";
import { KEY } from "./samples.js";

export interface LocalClient {
  client: FireworksClient;
  server: FireworksLocal;
  /** Milliseconds by which the server's clock is ahead. */
  clock: { ahead: number };
}

/** A client of a server on a port, both gone when the test is over. */
export async function localClient(
  options: FireworksLocalOptions = {},
  clientOptions: FireworksClientOptions = {},
): Promise<LocalClient> {
  const clock = { ahead: 0 };
  const server = createFireworksLocal({ now: () => Date.now() + clock.ahead, ...options });
  await server.listen();
  onTestFinished(() => server.close());
  const client = new FireworksClient({ apiKey: KEY, baseURL: server.baseURL, ...clientOptions });
  return { client, server, clock };
}

/** The text of a stream of bytes. */
export const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> =>
  new Response(stream).text();

/** Opens a file that has to be there. */
export function opened(file: DatasetFile | undefined): Promise<ReadableStream<Uint8Array>> {
  if (file === undefined) throw new Error("the dataset has no file");
  return file.open();
}
