import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { CassetteExport } from "../../../src/admin/admin-answers.js";
import type { Watch } from "../state/watch.js";

/** Saves exchanges as a recording that the server can replay. */
export function ExportBar({ watch }: { watch: Watch }): VNode {
  const made = useSignal<CassetteExport | undefined>(undefined);
  const picked = [...watch.picked.value];
  const seqs = picked.length > 0 ? picked : watch.shown.value.map(({ seq }) => seq);
  const save = async (): Promise<void> => {
    made.value = await watch.exportCassette(seqs);
    const { name, text } = made.value ?? {};
    if (name !== undefined && text !== undefined) download(name, text);
  };
  return (
    <div class="export-bar">
      <button type="button" disabled={seqs.length === 0} onClick={() => void save()}>
        Save {seqs.length.toLocaleString("en")} {picked.length > 0 ? "picked" : "shown"} as
        recording
      </button>
      <div role="status">
        {watch.trouble.value !== undefined && <p class="problem">{watch.trouble.value}</p>}
        {made.value !== undefined && <Saved made={made.value} />}
      </div>
    </div>
  );
}

function Saved({ made: { name, text, count, skipped } }: { made: CassetteExport }): VNode {
  return (
    <>
      {text === undefined ? (
        <p>Nothing of it can be replayed.</p>
      ) : (
        <p>
          {count} saved in {name}. Put it into a folder, say <code>recordings</code>, and replay it:{" "}
          <code>npx fireworks-local --replay recordings</code>
        </p>
      )}
      {skipped.length > 0 && (
        <details>
          <summary>{skipped.length} left out</summary>
          <ul>
            {skipped.map(({ seq, reason }) => (
              <li key={seq}>
                {seq}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
