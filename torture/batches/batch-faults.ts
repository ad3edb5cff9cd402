import type { RawExchange } from "../raw/raw-exchange.js";
import { passOn } from "../raw/tunnel.js";

/** Something that goes wrong at one step of a batch. */
export interface BatchFault {
  readonly id: string;
  /** @param port - where the real server listens */
  serve(exchange: RawExchange, port: number): void | Promise<void>;
  /** The error it leads to if it goes on, by who answers; left out where it cannot be told. */
  readonly control: string;
  readonly storage?: string;
  /** Whether it is worth another try. */
  readonly passes: boolean;
}

const refusing =
  (status: number): BatchFault["serve"] =>
  (exchange) => {
    const headers = [
      ["content-type", "application/json"],
      ["retry-after-ms", "5"],
    ] as const;
    exchange.answer({ status, headers, body: '{"code":13,"message":"not today","details":[]}' });
  };

const refusal = (status: number, control: string, passes = false): BatchFault => ({
  id: String(status),
  serve: refusing(status),
  control,
  storage: "FireworksStorageError",
  passes,
});

export const BATCH_FAULTS: readonly BatchFault[] = [
  refusal(400, "FireworksBadRequestError"),
  refusal(401, "FireworksAuthenticationError"),
  refusal(403, "FireworksPermissionError"),
  refusal(412, "FireworksAccountError"),
  refusal(429, "FireworksRateLimitError", true),
  refusal(500, "FireworksServerError", true),
  refusal(503, "FireworksOverloadedError", true),
  {
    id: "reset",
    serve: (exchange) => exchange.reset(),
    control: "FireworksConnectionError",
    storage: "FireworksConnectionError",
    passes: true,
  },
  {
    id: "redirect",
    serve: (exchange) => {
      exchange.answer({ status: 307, headers: [["location", "http://127.0.0.1:9/elsewhere"]] });
    },
    control: "FireworksApiError",
    storage: "FireworksStorageError",
    passes: false,
  },
  {
    id: "page",
    serve: (exchange) => {
      const headers = [["content-type", "text/html"]] as const;
      exchange.answer({ status: 200, headers, body: "<html><title>Sign in</title></html>" });
    },
    control: "FireworksApiError",
    passes: false,
  },
];

/** It was done, but the word of it is lost: the worst, because asking again must not do it again. */
export const ANSWER_LOST: BatchFault = {
  id: "answer-lost",
  serve: async (exchange, port) => {
    const { socket } = exchange;
    const write = socket.write.bind(socket);
    socket.write = () => true;
    await passOn(exchange, port);
    socket.write = write;
  },
  control: "FireworksConnectionError",
  storage: "FireworksConnectionError",
  passes: true,
};
