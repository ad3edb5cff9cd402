import type { VNode } from "preact";
import type { Finding } from "./explain.js";

const SIGNS = { refused: "✕", broken: "✂", fault: "⚡", note: "☞" } as const;

/** What a person should know about an exchange, the gravest first. */
export function Findings({ findings }: { findings: readonly Finding[] }): VNode | null {
  if (findings.length === 0) return null;
  return (
    <section class="findings" aria-label="What happened">
      {findings.map(({ kind, title, text, issues }) => (
        <div key={title} class={`finding ${kind}`}>
          <h3>
            <span aria-hidden="true">{SIGNS[kind]}</span> {title}
          </h3>
          {text !== "" && <p>{text}</p>}
          {issues.length > 0 && (
            <ul>
              {issues.map(({ path, message, advice }) => (
                <li key={`${path} ${message}`}>
                  {path !== "" && <code>{path}</code>} {message}
                  {advice !== undefined && <p class="advice">→ {advice}</p>}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  );
}
