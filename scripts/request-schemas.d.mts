/** What is kept of a schema: what can be compared with a description of ours. */
export interface RequestSchema {
  type?: string;
  enum?: readonly string[];
  const?: string;
  format?: string;
  required?: readonly string[];
  readOnly?: boolean;
  pattern?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  /** The name of another schema. */
  $ref?: string;
  anyOf?: readonly RequestSchema[];
  items?: RequestSchema;
  additionalProperties?: boolean | RequestSchema;
  properties?: Readonly<Record<string, RequestSchema>>;
}
export type RequestSchemas = Readonly<Record<string, RequestSchema>>;
export function readSchemas(text: string, roots: readonly string[]): Record<string, RequestSchema>;
/** Which schemas are kept of each of Fireworks' files. */
export const REQUEST_SCHEMAS: Readonly<
  Record<"inference" | "gateway", { file: string; roots: readonly string[] }>
>;
