import { useSignal } from "@preact/signals";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { VNode } from "preact";
import { CopyButton } from "../parts/copy-button.js";
import { asChatFireworks } from "./as-chat-fireworks.js";
import { asClient } from "./as-client.js";
import { asCurl } from "./as-curl.js";
import { type CopiedRequest, KEY_NAME } from "./copied-request.js";
import "./inspect.css";

const WRITERS: Readonly<
  Record<string, { title: string; write: (request: CopiedRequest) => string }>
> = {
  langchain: { title: "ChatFireworks (TypeScript)", write: asChatFireworks },
  client: { title: "fireworks-client (TypeScript)", write: asClient },
  curl: { title: "curl (POSIX shell)", write: asCurl },
};

interface CopyPanelProps {
  body: ChatCompletionRequest;
  /** Where this page's server takes requests. */
  baseURL: string;
}

/** A request as a program that sends the same. */
export function CopyPanel({ body, baseURL }: CopyPanelProps): VNode {
  const writer = useSignal("langchain");
  const isForFireworks = useSignal(false);
  const request = { body, baseURL: isForFireworks.value ? undefined : baseURL };
  const text = WRITERS[writer.value]?.write(request) ?? "";
  return (
    <div class="copy-as">
      <p class="copy-choices">
        <label>
          Program for{" "}
          <select
            value={writer.value}
            onChange={(event) => (writer.value = event.currentTarget.value)}
          >
            {Object.entries(WRITERS).map(([name, { title }]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          Sent to{" "}
          <select
            value={isForFireworks.value ? "fireworks" : "here"}
            onChange={(event) => (isForFireworks.value = event.currentTarget.value === "fireworks")}
          >
            <option value="here">this server</option>
            <option value="fireworks">Fireworks</option>
          </select>
        </label>
        <CopyButton text={() => text} label="Copy program" />
      </p>
      <p class="quiet">
        It reads the key from <code>{KEY_NAME}</code>; this server takes any.
      </p>
      {/* It scrolls, so the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="region" aria-label="Program">
        {text}
      </pre>
    </div>
  );
}
