import { TEXT } from "../answers/good-answers.js";
import type { Cell } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import { ENTRIES } from "../entries/all-entries.js";
import { callEntry } from "../entries/call-entry.js";
import type { EntryPoint } from "../entries/entry-point.js";
import { checkOutcome } from "../matrix/check-outcome.js";
import { describeExpected } from "../matrix/fault-cells.js";
import { type Transport, TRANSPORTS } from "../transports.js";
import { LOCAL_FAULTS, type LocalFault } from "./local-faults.js";

/** The same entry points before `fireworks-local`, on a port: faults written by other hands. */
export const localCells = (): Cell[] =>
  TRANSPORTS.flatMap((transport) =>
    LOCAL_FAULTS.flatMap((fault) =>
      ENTRIES.filter((entry) => fault.concerns(entry) && isServed(entry, fault)).map((entry) =>
        cellOf(fault, entry, transport),
      ),
    ),
  );

/** What the local server makes up by itself is no answer that can be foretold. */
const isServed = ({ wire }: EntryPoint, { expected }: LocalFault): boolean =>
  expected.error !== undefined || wire === "chat" || wire === "completions";

const cellOf = (fault: LocalFault, entry: EntryPoint, transport: Transport): Cell => ({
  id: `${fault.group.id}/${fault.id}/${entry.name}/${transport.name}`,
  group: fault.group,
  promise: describeExpected(fault.expected),
  run: (context) => meet({ fault, entry, transport }, context),
});

interface Meeting {
  fault: LocalFault;
  entry: EntryPoint;
  transport: Transport;
}

async function meet({ fault, entry, transport }: Meeting, context: CellContext): Promise<void> {
  const { server, other } = context;
  server.serve(({ socket }) => void socket.destroy());
  other.serve(({ socket }) => void socket.destroy());
  const perRequest =
    fault.times === undefined ? {} : { times: fault.times, per: "request" as const };
  const local = await context.local({
    scripts: [{ when: {}, answer: { content: TEXT } }],
    faults: [{ match: { path: `*${entry.path}` }, fault: fault.fault, ...perRequest }],
  });
  const { baseURL } = local;
  const { settings } = fault;
  const outcome = await callEntry(context, { entry, transport, baseURL, settings });
  context.keep(String(local.journal));
  const requests = local.requests.map(({ method, path, at }) => ({
    method,
    path,
    at,
    headers: [],
    body: "",
    bytes: Buffer.alloc(0),
  }));
  checkOutcome(entry, fault.expected, { outcome, requests, elsewhere: other.requests.length });
}
