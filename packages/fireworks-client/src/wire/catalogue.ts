/** `GET /v1/accounts/{account}/models` on the control plane (section 7.4 of the wire contract). */
export interface CatalogueList {
  models?: CatalogueModel[];
  /** Empty or absent on the last page. */
  nextPageToken?: string;
  totalSize?: number;
}

/** A date of the control plane; a part that is 0 or absent is not stated. */
export interface CalendarDate {
  year?: number;
  month?: number;
  day?: number;
}

/** `GET /v1/accounts/{account}/models/{model}`: the fields that matter to callers. */
export interface CatalogueModel {
  /** `accounts/{account}/models/{model}`. */
  name: string;
  displayName?: string;
  description?: string;
  /** `UPLOADING`, `READY`. */
  state?: string;
  /** `HF_BASE_MODEL`, `HF_PEFT_ADDON`, `EMBEDDING_MODEL`… */
  kind?: string;
  /** Tokens. 0 and absent both mean that the catalogue does not know. */
  contextLength?: number;
  /** Absent means false, here and below. */
  supportsTools?: boolean;
  supportsImageInput?: boolean;
  supportsServerless?: boolean;
  supportsLora?: boolean;
  deprecationDate?: CalendarDate | null;
  /** Of a LoRA. */
  peftDetails?: { baseModel?: string } | null;
  createTime?: string;
  updateTime?: string;
}
