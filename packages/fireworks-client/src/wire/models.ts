/** `GET /models` on the inference base (section 6.6 of the wire contract): what this key may call. */
export interface ModelList {
  object: "list";
  data: ModelListEntry[];
}

export interface ModelListEntry {
  id: string;
  object: "model";
  owned_by: string;
  created: number;
  kind?: string | null;
  supports_chat?: boolean | null;
  supports_image_input?: boolean | null;
  supports_tools?: boolean | null;
  /** Absent for image models and for some chat models. */
  context_length?: number | null;
}
