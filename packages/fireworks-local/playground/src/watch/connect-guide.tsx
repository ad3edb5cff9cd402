import type { VNode } from "preact";
import { CopyButton } from "../parts/copy-button.js";

/** How an application is pointed at this server, while nothing of it has arrived. */
export function ConnectGuide({ baseURL }: { baseURL: string }): VNode {
  return (
    <section class="connect-guide" aria-label="How to begin">
      <h2>Nothing has arrived yet</h2>
      <p>
        Point your application at this server, and everything it sends appears here: no line of it
        changes, and no key of Fireworks is needed.
      </p>
      {waysFor(baseURL).map(({ title, what, text }) => (
        <div key={what}>
          <h3>
            {title} <CopyButton label={`Copy ${what}`} text={() => text} />
          </h3>
          <pre>{text}</pre>
        </div>
      ))}
    </section>
  );
}

interface Way {
  title: string;
  what: string;
  text: string;
}

function waysFor(baseURL: string): Way[] {
  return [
    { title: "The base URL", what: "the base URL", text: baseURL },
    {
      title: "Without a change in the code",
      what: "the environment",
      text: `export FIREWORKS_BASE_URL=${baseURL}\nexport FIREWORKS_API_KEY=any-text`,
    },
    {
      title: "In the code",
      what: "the code",
      text: `import { ChatFireworks } from "langchain-fireworks";

const chat = new ChatFireworks({
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
  baseURL: "${baseURL}",
  apiKey: "any-text",
});
console.log((await chat.invoke("Hello")).text);`,
    },
    {
      title: "In a shell",
      what: "the command",
      text: `curl ${baseURL}/chat/completions -H "Authorization: Bearer any-text" \\
  -H "Content-Type: application/json" \\
  -d '{"model":"accounts/fireworks/models/deepseek-v4p1-flash","messages":[{"role":"user","content":"Hello"}]}'`,
    },
  ];
}
