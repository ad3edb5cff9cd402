import { recordRequest, type RecordedRequest } from "../journal/recorded-request.js";
import type { RequestStore } from "../journal/request-store.js";
import type { AppContext, Server, Stage } from "../server/app-context.js";

/** Finds the request's scope, and records the request and its answer there. */
export function journal(server: Server): Stage {
  const { now } = server.settings;
  return async (context, next) => {
    const started = performance.now();
    const scope = server.scopes.of(context.req.raw);
    const store = scope.journal;
    const recorded = recordRequest(context.req.raw, {
      id: context.get("requestId"),
      at: now(),
      scope: scope.name,
    });
    context.set("scope", scope);
    context.set("recorded", recorded);
    store.add(recorded);
    recorded.answer.whenOver(() => {
      store.changed(recorded);
      server.onAnswer(recorded, performance.now() - started);
    });
    watchResets(context, recorded, now);
    await next();
    if (!recorded.answer.isOver) recordAnswer(context, store, now);
    store.changed(recorded);
  };
}

function watchResets(context: AppContext, recorded: RecordedRequest, now: () => number): void {
  const { resetConnection } = context.env;
  context.env = {
    ...context.env,
    resetConnection: () => {
      recorded.answer.finish("cut-off", now());
      resetConnection();
    },
  };
}

function recordAnswer(context: AppContext, store: RequestStore, now: () => number): void {
  const recorded = context.get("recorded");
  const { body } = context.res;
  recorded.status = context.res.status;
  if (body !== null && store.keepsAnswers) {
    const type = context.res.headers.get("content-type");
    const isStream = type?.startsWith("text/event-stream") === true;
    const captured = new Response(capture(body, { recorded, store, now, isStream }), context.res);
    // Hono copies the headers of the answer that is replaced, unless it is taken away first.
    context.res = undefined;
    context.res = captured;
  }
  // A reference: later stages still set headers.
  recorded.answer.start(context.res, now());
  if (body === null || !store.keepsAnswers) recorded.answer.finish("complete", now());
}

interface Recording {
  recorded: RecordedRequest;
  store: RequestStore;
  now: () => number;
  isStream: boolean;
}

/** Enough for a whole answer and its end, so that the journal has it before the client reads it. */
const READ_AHEAD = 2;

/** The same body. Its pieces are kept by reference; of a stream nothing is read ahead of the client. */
function capture(
  body: ReadableStream<Uint8Array>,
  { recorded, store, now, isStream }: Recording,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const finish = (end: "complete" | "cut-off" | "client-left"): void =>
    recorded.answer.finish(end, now());
  return new ReadableStream<Uint8Array>(
    {
      // One promise for each piece: this is done for every event of every stream.
      pull: (controller) =>
        reader.read().then(
          ({ done, value }) => {
            if (!done) {
              store.addPiece(recorded, value, now());
              return controller.enqueue(value);
            }
            finish("complete");
            controller.close();
          },
          (error: unknown) => {
            finish("cut-off");
            throw error;
          },
        ),
      cancel(reason) {
        finish("client-left");
        return reader.cancel(reason);
      },
    },
    { highWaterMark: isStream ? 0 : READ_AHEAD },
  );
}
