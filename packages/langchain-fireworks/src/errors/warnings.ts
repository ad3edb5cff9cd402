/** Something that works, but probably not as meant. */
export interface FireworksWarning {
  /** The kind, for programs: `deprecated_model`, `clamped_reasoning_effort`… */
  code: string;
  /** What happens, and what to do about it. */
  message: string;
  /** The setting or the place it is about. */
  field?: string;
  /** The model it is about. */
  model?: string;
}

/** Takes warnings; what it throws is ignored. */
export type OnWarning = (warning: FireworksWarning) => void;

/** Where everything that is ignored, changed or about to end is reported. */
export type Warn = (warning: FireworksWarning) => void;

/**
 * The one channel of a model: each kind is told once for each model and field it is about.
 *
 * @param onWarning - Default: `console.warn`. `null`: silence.
 */
export function warningChannel(onWarning: OnWarning | null | undefined): Warn {
  const told = new Set<string>();
  const tell = onWarning === undefined ? printWarning : onWarning;
  return (warning) => {
    const kind = JSON.stringify([warning.code, warning.model, warning.field]);
    if (tell === null || told.has(kind)) return;
    told.add(kind);
    void inform(tell, warning).catch(() => undefined);
  };
}

/** Runs at once. What it throws or rejects with must fail neither the call it watches nor the process. */
async function inform(tell: (warning: FireworksWarning) => unknown, warning: FireworksWarning) {
  await tell(warning);
}

function printWarning({ code, message }: FireworksWarning): void {
  // oxlint-disable-next-line no-console -- the default place; `onWarning` is another
  console.warn(`[langchain-fireworks] ${message} (${code})`);
}
