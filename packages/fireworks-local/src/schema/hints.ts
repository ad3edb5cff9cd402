/** Values somebody knows of for a schema, by the name of the property they are for. */
export interface ValueHints {
  string(name: string, wanted: WantedText): string | undefined;
  number(name: string, accepts: (value: number) => boolean): number | undefined;
  boolean(name: string): boolean | undefined;
  choice(values: string[]): string | undefined;
  mentions(name: string): boolean;
}

export interface WantedText {
  /** The `format` of the schema. */
  format: unknown;
  accepts: (value: string) => boolean;
}

export const NO_HINTS: ValueHints = {
  string: () => undefined,
  number: () => undefined,
  boolean: () => undefined,
  choice: () => undefined,
  mentions: () => false,
};
