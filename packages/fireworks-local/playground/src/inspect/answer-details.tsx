import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { MeasurePanel } from "../measure/measure-panel.js";
import { Tabs } from "../parts/tabs.js";
import type { Exchange } from "../state/exchange.js";
import { CopyPanel } from "./copy-panel.js";
import { EventsPanel } from "./events-panel.js";
import { RequestPanel } from "./request-panel.js";

type Detail = "measure" | "request" | "events" | "copy";

/** Everything behind one answer: what it took, what was sent, what came back, and the same as a program. */
export function AnswerDetails({ exchange }: { exchange: ReadonlySignal<Exchange> }): VNode {
  const chosen = useSignal<Detail>("measure");
  return (
    <Tabs<Detail>
      label="About this answer"
      chosen={chosen}
      tabs={[
        { name: "measure", title: "Measure", show: () => <MeasurePanel exchange={exchange.value} /> },
        { name: "request", title: "Request", show: () => <RequestPanel exchange={exchange.value} /> },
        { name: "events", title: "Events", show: () => <EventsPanel exchange={exchange.value} /> },
        { name: "copy", title: "Copy as", show: () => <CopyPanel exchange={exchange.value} /> },
      ]}
    />
  );
}
