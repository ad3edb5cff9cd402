import { cacheControl, PAGE_HEADERS } from "../page/page-headers.js";
import { readPageFile } from "../page/page-files.js";
import type { AppContext } from "../server/app-context.js";
import { pathNotFound } from "./refused-paths.js";

/** The files of the page but its first one; the build writes the same into `index.html`. */
export const PAGE_FILES = "/playground/";

/** The playground, to whoever opens the server's address. */
export async function servePage(): Promise<Response> {
  return (await answerWith("index.html")) ?? notBuilt();
}

/** What the page loads. Throws 404 for what is not its own. */
export async function servePageFile(context: AppContext): Promise<Response> {
  const { path } = context.req;
  const answer = await answerWith(path.slice(PAGE_FILES.length));
  if (answer === undefined) throw pathNotFound(path);
  return answer;
}

async function answerWith(name: string): Promise<Response | undefined> {
  const file = await readPageFile(name);
  if (file === undefined) return undefined;
  const { bytes, type } = file;
  const headers = { ...PAGE_HEADERS, "content-type": type, "cache-control": cacheControl(name) };
  return new Response(bytes, { headers });
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>fireworks-local</title></head>
  <body>
    <h1>fireworks-local</h1>
    <p>The playground is not built. Run <code>npm run build</code> in the repository.</p>
    <p>The server itself works: clients take <code>/inference/v1</code> below this address as base URL.</p>
  </body>
</html>
`;

function notBuilt(): Response {
  const headers = {
    ...PAGE_HEADERS,
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
  };
  return new Response(NOT_BUILT, { headers });
}
