import type { Cell } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import { ENTRIES } from "../entries/all-entries.js";
import { callEntry } from "../entries/call-entry.js";
import type { EntryPoint } from "../entries/entry-point.js";
import { type Transport, TRANSPORTS } from "../transports.js";
import { checkOutcome } from "./check-outcome.js";
import type { Expected, Fault } from "./fault.js";

/** Every fault at every entry point it concerns, over every transport. */
export function faultCells(faults: readonly Fault[]): Cell[] {
  return TRANSPORTS.flatMap((transport) =>
    faults.flatMap((fault) =>
      ENTRIES.filter((entry) => fault.concerns?.(entry) ?? true).map((entry) =>
        cellOf(fault, entry, transport),
      ),
    ),
  );
}

function cellOf(fault: Fault, entry: EntryPoint, transport: Transport): Cell {
  const expected = fault.expected(entry, transport.name);
  return {
    id: `${fault.group.id}/${fault.id}/${entry.name}/${transport.name}`,
    group: fault.group,
    promise: describeExpected(expected),
    run: (context) => meet({ fault, entry, transport, expected }, context),
  };
}

interface Meeting {
  fault: Fault;
  entry: EntryPoint;
  transport: Transport;
  expected: Expected;
}

async function meet({ fault, entry, transport, expected }: Meeting, context: CellContext) {
  const { server, other } = context;
  other.serve(({ socket }) => void socket.destroy());
  server.serve((exchange) => fault.serve(exchange, { entry, other }));
  const settings =
    typeof fault.settings === "function" ? await fault.settings(context) : fault.settings;
  const { baseURL } = server;
  const outcome = await callEntry(context, { entry, transport, baseURL, settings });
  checkOutcome(entry, expected, {
    outcome,
    requests: server.requests,
    elsewhere: other.requests.length,
  });
}

export function describeExpected({ error, requests, waitsMs, delivered }: Expected): string {
  const parts = [
    typeof requests === "number" ? `${requests} request(s)` : `at most ${requests.atMost} requests`,
  ];
  if (waitsMs !== undefined) parts.push(`at least ${waitsMs} ms between them`);
  if (error === undefined) return ["the right answer", ...parts].join(", ");
  const { class: name, ...fields } = error;
  const told = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field} ${shown(value)}`);
  const given = delivered === undefined ? [] : [`delivered ${shown(delivered)}`];
  return [name, ...told, ...given, ...parts].join(", ");
}

const shown = (value: unknown): string =>
  value instanceof RegExp ? String(value) : JSON.stringify(value);
