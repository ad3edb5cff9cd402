import type { Signal } from "@preact/signals";
import type { VNode } from "preact";
import { Tabs } from "../parts/tabs.js";
import type { Exchange } from "../state/exchange.js";
import { AnswerView } from "./answer-view.js";

interface AnswerChoicesProps {
  /** The place of the one that is shown, which is the one that goes on. */
  chosen: Signal<string> | undefined;
  exchange: Exchange;
}

/** The answer, or a tab for each where several were asked for. */
export function AnswerChoices({ chosen, exchange }: AnswerChoicesProps): VNode {
  if (chosen === undefined || exchange.answers.length === 1)
    return <AnswerView exchange={exchange} choice={0} />;
  return (
    <Tabs
      label="Choices"
      chosen={chosen}
      tabs={exchange.answers.map((_answer, at) => ({
        name: String(at),
        title: `Choice ${at + 1}`,
        show: () => <AnswerView exchange={exchange} choice={at} />,
      }))}
    />
  );
}
