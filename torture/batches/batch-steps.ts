/** What one request of a batch's life is for, in their order. */
export interface BatchStep {
  readonly id: string;
  /** Who answers it: the control plane, or the storage behind signed addresses. */
  readonly plane: "control" | "storage";
  /** A look that `wait` and the making of datasets repeat while it fails in a way that may pass. */
  readonly repeated?: boolean;
}

export const BATCH_STEPS: readonly BatchStep[] = [
  { id: "look-for-job", plane: "control" },
  { id: "look-for-dataset", plane: "control" },
  { id: "make-dataset", plane: "control" },
  { id: "upload", plane: "control" },
  { id: "dataset-ready", plane: "control", repeated: true },
  { id: "make-job", plane: "control" },
  { id: "job-state", plane: "control", repeated: true },
  { id: "look-before-results", plane: "control" },
  { id: "address-of-results", plane: "control" },
  { id: "download-answers", plane: "storage" },
  { id: "download-errors", plane: "storage" },
];
