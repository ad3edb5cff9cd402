/** Where a value stands in a body: one step behind another place. Undefined is the body itself. */
export interface ValuePlace {
  above: ValuePlace | undefined;
  step: string | number;
  /** A step that Fireworks shows and that no body has: which alternative of a union was tried. */
  isLabel?: boolean;
}

/** As Fireworks writes it, e.g. `messages[0].content.list[ChatMessageContent][1].text`. */
export function shownPath(place: ValuePlace | undefined): string {
  return written(stepsTo(place));
}

/** As it is in the body, e.g. `messages[0].content[1].text`. */
export function plainPath(place: ValuePlace | undefined): string {
  return written(stepsTo(place).filter(({ isLabel }) => isLabel !== true));
}

function stepsTo(place: ValuePlace | undefined): ValuePlace[] {
  const steps: ValuePlace[] = [];
  for (let at = place; at !== undefined; at = at.above) steps.push(at);
  return steps.toReversed();
}

function written(steps: readonly ValuePlace[]): string {
  return steps
    .map(({ step }, at) => {
      if (typeof step === "number") return `[${step}]`;
      return at === 0 ? step : `.${step}`;
    })
    .join("");
}
