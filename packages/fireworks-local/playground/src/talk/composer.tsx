import { useSignal } from "@preact/signals";
import type { TargetedKeyboardEvent, VNode } from "preact";
import type { Talk } from "../state/talk.js";
import { PICTURE_TYPES, picturesProblem } from "./picture-limits.js";
import { PictureStrip } from "./picture-strip.js";
import { readPictures } from "./read-pictures.js";
import { sendsByKey } from "./send-key.js";

/** Where the next message is written; pictures are dropped in, pasted or chosen. */
export function Composer({ talk }: { talk: Talk }): VNode {
  const { text, pictures } = talk.draft;
  const problems = useSignal<readonly string[]>([]);
  const add = async (files: readonly File[]): Promise<void> => {
    const read = await readPictures(files);
    const all = [...pictures.value, ...read.pictures];
    const tooMuch = picturesProblem([...talk.pictures.value, ...all]);
    problems.value = tooMuch === undefined ? read.problems : [...read.problems, tooMuch];
    if (tooMuch === undefined) pictures.value = all;
  };
  const isEmpty = text.value.trim() === "" && pictures.value.length === 0;
  const send = (): void => {
    if (isEmpty) return;
    talk.say(text.value, pictures.value);
    text.value = "";
    pictures.value = [];
    problems.value = [];
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    if (!sendsByKey(event)) return;
    event.preventDefault();
    if (!talk.isAsking.value) send();
  };
  const take = (event: Event, files: FileList | undefined): void => {
    if (files === undefined || files.length === 0) return;
    event.preventDefault();
    void add([...files]);
  };
  return (
    // Files are dropped on it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      class="composer"
      aria-label="Your message"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer?.files)}
    >
      <ComposerNotes problems={problems.value} hasOpenCalls={talk.openCalls.value !== undefined} />
      <PictureStrip
        pictures={pictures.value}
        onRemove={(gone) => (pictures.value = pictures.value.filter((_one, at) => at !== gone))}
      />
      <textarea
        aria-label="Message"
        rows={3}
        placeholder="Enter sends, Shift+Enter begins a line. Pictures can be dropped here."
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => take(event, event.clipboardData?.files)}
      />
      <div class="composer-actions">
        <PictureChooser onChoose={(files) => void add(files)} />
        <button type="button" onClick={() => talk.startAnew()}>
          New conversation
        </button>
        {talk.isAsking.value ? (
          <button type="button" class="primary" onClick={() => talk.stop()}>
            Stop
          </button>
        ) : (
          <button type="submit" class="primary" disabled={isEmpty}>
            Send
          </button>
        )}
      </div>
    </form>
  );
}

function PictureChooser({ onChoose }: { onChoose: (files: File[]) => void }): VNode {
  return (
    <label class="button-like">
      Add pictures
      <input
        class="unseen"
        type="file"
        multiple
        accept={PICTURE_TYPES}
        onChange={(event) => {
          const field = event.currentTarget;
          onChoose([...(field.files ?? [])]);
          field.value = "";
        }}
      />
    </label>
  );
}

function ComposerNotes(props: { problems: readonly string[]; hasOpenCalls: boolean }): VNode {
  return (
    <div role="status">
      {props.problems.map((problem) => (
        <p class="problem" key={problem}>
          {problem}
        </p>
      ))}
      {props.hasOpenCalls && (
        <p class="quiet">
          The tool calls above wait for results. A message instead leaves the calls out of the
          history.
        </p>
      )}
    </div>
  );
}
