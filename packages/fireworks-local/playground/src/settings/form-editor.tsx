import type { VNode } from "preact";
import type { AnswerForm } from "../state/settings.js";
import { type Example, GRAMMAR_EXAMPLES, SCHEMA_EXAMPLES } from "./form-examples.js";
import { formProblem } from "./form-problem.js";
import type { RequestProblem } from "./request-problems.js";
import { TextEditor } from "./text-editor.js";

interface FormEditorProps {
  idPrefix: string;
  form: AnswerForm;
  problems: readonly RequestProblem[];
  onChange: (form: AnswerForm) => void;
}

const TITLES: Readonly<Record<AnswerForm["kind"], string>> = {
  text: "Text",
  json_object: "JSON",
  json_schema: "JSON of a schema",
  grammar: "Grammar (GBNF)",
};

/** What a form begins with. */
const BEGINNINGS: Readonly<Record<AnswerForm["kind"], AnswerForm>> = {
  text: { kind: "text" },
  json_object: { kind: "json_object" },
  json_schema: { kind: "json_schema", schemaText: textOfFirst(SCHEMA_EXAMPLES) },
  grammar: { kind: "grammar", grammar: textOfFirst(GRAMMAR_EXAMPLES) },
};

function textOfFirst(examples: readonly Example[]): string {
  return examples[0]?.text ?? "";
}

/** What form the answer has to have, with editors for schemas and grammars. */
export function FormEditor({ idPrefix, form, problems, onChange }: FormEditorProps): VNode {
  const id = `${idPrefix}-form`;
  const refusals = problems.filter(({ key }) => key === "response_format").map(({ text }) => text);
  const wrong = [formProblem(form) ?? [], refusals].flat();
  return (
    <div class="form">
      <label htmlFor={id}>Form of the answer</label>
      <select
        id={id}
        value={form.kind}
        onChange={(event) => onChange(BEGINNINGS[event.currentTarget.value as AnswerForm["kind"]])}
      >
        {Object.entries(TITLES).map(([kind, title]) => (
          <option key={kind} value={kind}>
            {title}
          </option>
        ))}
      </select>
      {form.kind === "json_object" && (
        <p class="quiet">Say in the prompt what JSON you want: without a schema any will do.</p>
      )}
      {form.kind === "json_schema" && (
        <TextEditor
          id={`${id}-schema`}
          label="JSON Schema"
          text={form.schemaText}
          examples={SCHEMA_EXAMPLES}
          problems={wrong}
          onChange={(schemaText) => onChange({ kind: "json_schema", schemaText })}
        />
      )}
      {form.kind === "grammar" && (
        <TextEditor
          id={`${id}-grammar`}
          label="Grammar"
          text={form.grammar}
          examples={GRAMMAR_EXAMPLES}
          problems={wrong}
          onChange={(grammar) => onChange({ kind: "grammar", grammar })}
        />
      )}
    </div>
  );
}
