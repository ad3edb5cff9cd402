/** The data of an event; its `type` is the event's name as well. */
export interface NamedEvent {
  type: string;
  [key: string]: unknown;
}

/** With its name in a line of its own, as both vocabularies have it. */
export function toNamedEvent(event: NamedEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
