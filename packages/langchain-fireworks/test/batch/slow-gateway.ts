import { type FireworksLocal } from "fireworks-local";

/** How a gateway shows late what it made. */
export interface Slowness {
  /** How often what was made is not found at first. */
  missed: number;
  /** Names whose making gets no answer the first time. */
  isLost?: (id: string) => boolean;
}

/** A server that made what it was asked for, and for some looks does not know of it. */
export function slowToShow(
  local: FireworksLocal,
  { missed, isLost = () => false }: Slowness,
): typeof fetch {
  const unseen = new Map<string, number>();
  return async (input, init) => {
    const { pathname, searchParams } = new URL(String(input));
    const [, asked = ""] = /\/([\w-]+)(?::\w+)?$/.exec(pathname) ?? [];
    const left = unseen.get(asked) ?? 0;
    if (left > 0 && !/\/(?:datasets|batchInferenceJobs)$/.test(pathname)) {
      unseen.set(asked, left - 1);
      return Response.json({ code: 5, message: "not found", details: [] }, { status: 404 });
    }
    const answer = await local.fetch(input, init);
    const made =
      searchParams.get("batchInferenceJobId") ??
      (init?.method === "POST" && pathname.endsWith("/datasets")
        ? datasetIn(init.body)
        : undefined);
    if (made === undefined || !answer.ok) return answer;
    unseen.set(made, missed);
    if (isLost(made)) throw new TypeError("fetch failed");
    return answer;
  };
}

function datasetIn(body: unknown): string {
  return (JSON.parse(String(body)) as { datasetId: string }).datasetId;
}
