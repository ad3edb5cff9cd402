import type { VNode } from "preact";
import type { Example } from "./form-examples.js";

interface TextEditorProps {
  id: string;
  label: string;
  text: string;
  examples: readonly Example[];
  problems: readonly string[];
  onChange: (text: string) => void;
}

/** A text with a form of its own, examples to start from, and what is wrong with it. */
export function TextEditor({
  id,
  label,
  text,
  examples,
  problems,
  onChange,
}: TextEditorProps): VNode {
  return (
    <div class="text-editor">
      <div class="row">
        <label htmlFor={id}>{label}</label>
        <select
          aria-label={`Example for ${label}`}
          value=""
          onChange={(event) => onChange(examples[Number(event.currentTarget.value)]?.text ?? text)}
        >
          <option value="">Examples</option>
          {examples.map(({ title }, at) => (
            <option key={title} value={at}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <textarea
        id={id}
        rows={8}
        spellcheck={false}
        aria-invalid={problems.length > 0}
        aria-describedby={`${id}-problems`}
        value={text}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <div id={`${id}-problems`} role="status">
        {problems.map((problem) => (
          <p key={problem} class="problem">
            {problem}
          </p>
        ))}
      </div>
    </div>
  );
}
