import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { VNode } from "preact";
import type { GapScale } from "../measure/gap-picture.js";
import { MeasurePanel } from "../measure/measure-panel.js";
import { Tabs } from "../parts/tabs.js";
import type { Exchange } from "../state/exchange.js";
import { CopyPanel } from "./copy-panel.js";
import { EventsPanel } from "./events-panel.js";
import { RequestPanel } from "./request-panel.js";

type Detail = "measure" | "request" | "events" | "copy";

interface AnswerDetailsProps {
  exchange: ReadonlySignal<Exchange>;
  /** Where this page's server takes requests. */
  baseURL: string;
  /** The scale of the gaps, where it is shared with another answer. */
  scale?: GapScale | undefined;
}

/** Everything behind one answer, folded until somebody wants to know. */
export function AnswerDetails(props: AnswerDetailsProps): VNode {
  const isOpen = useSignal(false);
  const chosen = useSignal<Detail>("measure");
  return (
    <details class="answer-details" onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>Measure and look inside</summary>
      {isOpen.value && <DetailTabs {...props} chosen={chosen} />}
    </details>
  );
}

/** What it took, what was sent, what came back, and the same as a program. */
function DetailTabs(props: AnswerDetailsProps & { chosen: Signal<Detail> }): VNode {
  const { chosen, baseURL, scale } = props;
  const exchange = props.exchange.value;
  return (
    <Tabs<Detail>
      label="About this answer"
      chosen={chosen}
      tabs={[
        {
          name: "measure",
          title: "Measure",
          show: () => <MeasurePanel exchange={exchange} scale={scale} />,
        },
        { name: "request", title: "Request", show: () => <RequestPanel exchange={exchange} /> },
        { name: "events", title: "Events", show: () => <EventsPanel exchange={exchange} /> },
        {
          name: "copy",
          title: "Copy as",
          show: () => <CopyPanel body={sentBody(exchange)} baseURL={baseURL} />,
        },
      ]}
    />
  );
}

/** What left the page, once it has left. */
const sentBody = ({ sent, request }: Exchange): ChatCompletionRequest =>
  sent === undefined ? request : (JSON.parse(sent.body) as ChatCompletionRequest);
