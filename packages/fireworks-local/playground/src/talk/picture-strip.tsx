import type { VNode } from "preact";
import type { Picture } from "../state/conversation.js";

interface PictureStripProps {
  pictures: readonly Picture[];
  onRemove?: (at: number) => void;
}

export function PictureStrip({ pictures, onRemove }: PictureStripProps): VNode | null {
  if (pictures.length === 0) return null;
  return (
    <ul class="pictures" aria-label="Pictures">
      {pictures.map(({ name, url, bytes }, at) => (
        <li key={`${at} ${name}`}>
          <img src={url} alt={name} title={`${name}, ${Math.ceil(bytes / 1024)} kB`} />
          {onRemove !== undefined && (
            <button type="button" aria-label={`Remove ${name}`} onClick={() => onRemove(at)}>
              ✕
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
