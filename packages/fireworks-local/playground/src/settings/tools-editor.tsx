import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { PlaygroundTool } from "../state/settings.js";
import { readTools, showTools } from "./read-tools.js";
import { TextEditor } from "./text-editor.js";
import { TOOL_EXAMPLES } from "./tool-examples.js";

interface ToolsEditorProps {
  idPrefix: string;
  tools: readonly PlaygroundTool[];
  onChange: (tools: readonly PlaygroundTool[]) => void;
}

/** The tools that are offered. A text that is none yet stays in the editor, and no tools are offered. */
export function ToolsEditor({ idPrefix, tools, onChange }: ToolsEditorProps): VNode {
  const draft = useSignal(showTools(tools));
  const written = readTools(draft.value);
  // A suggestion of the empty page brings tools of its own.
  const isOwn = JSON.stringify(written.tools) === JSON.stringify(tools);
  const text = isOwn ? draft.value : showTools(tools);
  const problem = isOwn ? written.problem : undefined;
  return (
    <details class="tools">
      <summary>
        Tools <span class="quiet">{tools.length > 0 ? tools.map(nameOf).join(", ") : "none"}</span>
      </summary>
      <TextEditor
        id={`${idPrefix}-tools`}
        label="Tools, as JSON"
        text={text}
        examples={TOOL_EXAMPLES}
        problems={problem === undefined ? [] : [problem]}
        onChange={(text) => {
          draft.value = text;
          onChange(readTools(text).tools);
        }}
      />
    </details>
  );
}

const nameOf = ({ definition }: PlaygroundTool): string => definition.function.name;
