import { type CopiedRequest, KEY_NAME } from "./copied-request.js";
import { tsLiteral } from "./ts-literal.js";

/** A request as TypeScript with the plain client. */
export function asClient({ baseURL, body }: CopiedRequest): string {
  const options = baseURL === undefined ? "" : tsLiteral({ baseURL });
  return [
    `import { FireworksClient } from "fireworks-client";`,
    "",
    `// The key is read from ${KEY_NAME}.`,
    `const client = new FireworksClient(${options});`,
    "",
    `const stream = await client.chat.completions.create(${tsLiteral(body)});`,
    "for await (const chunk of stream) {",
    `  process.stdout.write(chunk.choices?.[0]?.delta.content ?? "");`,
    "}",
    "",
  ].join("\n");
}
