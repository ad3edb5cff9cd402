import type { Signal } from "@preact/signals";
import type { VNode } from "preact";
import { useId } from "preact/hooks";

interface Tab<Name extends string> {
  name: Name;
  title: string;
  show: () => VNode;
}

interface TabsProps<Name extends string> {
  /** What the tabs choose between, for screen readers. */
  label: string;
  chosen: Signal<Name>;
  tabs: readonly Tab<Name>[];
}

/** How far each key goes along the list; `Home` and `End` are ends. */
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  Home: () => 0,
  End: (_at, last) => last,
};

/** A list of tabs with one panel, by the ARIA pattern: arrows choose, Tab goes into the panel. */
export function Tabs<Name extends string>({ label, chosen, tabs }: TabsProps<Name>): VNode {
  const id = useId();
  const at = tabs.findIndex(({ name }) => name === chosen.value);
  const current = tabs[at];
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = tabs[STEPS[event.key]?.(at, tabs.length - 1) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    chosen.value = next.name;
    document.getElementById(`${id}-tab-${next.name}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label}>
        {tabs.map(({ name, title }) => (
          <button
            type="button"
            role="tab"
            key={name}
            id={`${id}-tab-${name}`}
            aria-selected={name === chosen.value}
            aria-controls={`${id}-panel-${name}`}
            tabIndex={name === chosen.value ? 0 : -1}
            onClick={() => (chosen.value = name)}
            onKeyDown={onKeyDown}
          >
            {title}
          </button>
        ))}
      </div>
      <div
        key={chosen.value}
        role="tabpanel"
        id={`${id}-panel-${chosen.value}`}
        aria-labelledby={`${id}-tab-${chosen.value}`}
      >
        {current?.show()}
      </div>
    </>
  );
}
