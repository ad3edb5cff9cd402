import { chooseSources } from "./answer-source.js";
import { createApp } from "./app.js";
import type { Server } from "./server/app-context.js";
import { createInProcessFetch } from "./in-process-fetch.js";
import type { ListenOptions } from "./listen-options.js";
import type { RunningServer } from "./node-server.js";
import { OpenBodies } from "./open-bodies.js";
import { type FireworksLocalOptions, toSettings } from "./server/options.js";
import { Scopes } from "./server/scopes.js";
import { type LocalScope, ScopeHandle } from "./local-scope.js";
import type { ScopeOptions } from "./server/scope-options.js";

/** A server that answers as Fireworks would. Not a language model. */
export interface FireworksLocal extends LocalScope {
  /** The server without a port: pass it wherever a `fetch` is taken. Any host in the URL is fine. */
  fetch: typeof globalThis.fetch;
  /**
   * Serves on 127.0.0.1, unless told another address. Default port 0: a free one. Called again it
   * answers with the same address. Rejects with Node's error when the port is taken.
   */
  listen(where?: number | ListenOptions): Promise<{ url: string; baseURL: string; port: number }>;
  /** `http://127.0.0.1:<port>` (or the address it was told) once it listens, until then a name that works with `fetch` above. */
  readonly url: string;
  /** `url` and `/inference/v1`: what clients take as base URL. */
  readonly baseURL: string;
  /** The address of the playground, once it listens; undefined where it was switched off. */
  readonly playgroundURL: string | undefined;
  /**
   * Closes the port and open streams; with `graceMs`, answers under way on the port get that long to
   * end. May be called again.
   */
  close(options?: { graceMs?: number }): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /**
   * The part of the server that belongs to the test of this name. Made when first asked for; with
   * options it starts afresh with these instead of the server's. The empty name is that of requests
   * that name none.
   */
  scope(name: string, options?: ScopeOptions): LocalScope;
}

/** Nothing is opened until `listen`; `fetch` works at once. */
export function createFireworksLocal(options: FireworksLocalOptions = {}): FireworksLocal {
  return createObservedServer(options, () => {});
}

/** The same, telling `onAnswer` of every request: the command line logs with it. */
export function createObservedServer(
  options: FireworksLocalOptions,
  onAnswer: Server["onAnswer"],
): FireworksLocal {
  const settings = toSettings(options);
  const scopes = new Scopes(settings);
  const app = createApp({ settings, scopes, sources: chooseSources(options), onAnswer });
  const bodies = new OpenBodies();
  let running: Promise<RunningServer> | undefined;
  let url = "http://fireworks.local";

  async function listen(where: number | ListenOptions = {}) {
    // A port from the environment is a text.
    const wanted = typeof where === "object" ? where : { port: Number(where) };
    running ??= import("./node-server.js").then((node) =>
      node.startNodeServer(app, wanted, settings),
    );
    try {
      const { port, host } = await running;
      url = `http://${host}:${port}`;
      return { url, baseURL: `${url}/inference/v1`, port };
    } catch (error) {
      running = undefined;
      throw error;
    }
  }

  async function close({ graceMs = 0 }: { graceMs?: number } = {}): Promise<void> {
    const closing = running;
    running = undefined;
    scopes.feed.endAll();
    if (graceMs === 0) bodies.closeAll();
    await (await closing?.catch(() => undefined))?.close(graceMs);
    bodies.closeAll();
  }

  return extended(new ScopeHandle(scopes, ""), {
    fetch: createInProcessFetch(app, bodies),
    listen,
    get url() {
      return url;
    },
    get baseURL() {
      return `${url}/inference/v1`;
    },
    get playgroundURL() {
      return settings.playground && running !== undefined ? `${url}/` : undefined;
    },
    close,
    [Symbol.asyncDispose]: () => close(),
    scope(name: string, own?: ScopeOptions) {
      if (typeof name !== "string")
        throw new TypeError(`The name of a scope must be a text, not ${String(name)}.`);
      if (own === undefined) scopes.named(name);
      else scopes.begin(name, own);
      return new ScopeHandle(scopes, name);
    },
  });
}

/** The handle with more properties; getters stay getters. */
function extended<Base extends object, More extends object>(base: Base, more: More): Base & More {
  return Object.defineProperties(base, Object.getOwnPropertyDescriptors(more)) as Base & More;
}
