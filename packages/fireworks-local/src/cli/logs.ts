import type { RecordedRequest } from "../journal/recorded-request.js";
import { NOTICE } from "../notice.js";
import { VERSION } from "../version.js";
import type { LogForm } from "./cli-options.js";
import { jsonLine } from "./json-log.js";
import { logLine } from "./request-log.js";

/** What the command says while it serves. */
interface Log {
  listening(at: { baseURL: string; playground: string | undefined }): void;
  answered(request: RecordedRequest, tookMs: number): void;
}

interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
}

/** For people, for programs, or not at all. */
export const LOGS: Record<LogForm, (output: Output) => Log> = {
  pretty: (output) => {
    const coloured = output.isTTY === true && process.env["NO_COLOR"] === undefined;
    return {
      listening: ({ baseURL, playground }) => {
        const page = playground === undefined ? "" : `Playground  ${playground}\n`;
        output.write(`fireworks-local ${VERSION} listens on ${baseURL}\n${page}${NOTICE}\n`);
      },
      answered: (request, tookMs) => void output.write(`${logLine(request, tookMs, coloured)}\n`),
    };
  },
  json: (output) => ({
    listening: (at) =>
      void output.write(
        `${JSON.stringify({ event: "listening", ...at, version: VERSION, notice: NOTICE })}\n`,
      ),
    answered: (request, tookMs) => void output.write(`${jsonLine(request, tookMs)}\n`),
  }),
  none: () => ({ listening: () => {}, answered: () => {} }),
};
