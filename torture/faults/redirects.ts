import type { Group } from "../cell.js";
import { type Fault, type Scene, told } from "../matrix/fault.js";

const REDIRECTS: Group = {
  id: "redirect",
  title: told(
    "redirects to another origin, to the same one, to nowhere",
    "重定向到其他来源、同一来源或无处",
  ),
  promise: told(
    "`redirect_refused` with the status; one request, and none to the other origin: the key stays here",
    "`redirect_refused` 与该状态码；只有一次请求，其他来源收不到任何请求：密钥不会外泄",
  ),
};

const PLACES: readonly (readonly [name: string, place: (scene: Scene) => string | undefined])[] = [
  ["other-origin", ({ other, entry }) => `${other.baseURL}${entry.path}`],
  ["same-origin", ({ entry }) => `/inference/v1${entry.path}?again`],
  ["no-address", () => undefined],
  ["bad-address", () => "http://[not an address"],
];

const redirects: readonly Fault[] = [301, 302, 303, 307, 308].flatMap((status) =>
  PLACES.map(([name, place]): Fault => ({
    id: `${status}/${name}`,
    group: REDIRECTS,
    serve: (exchange, scene) => {
      const location = place(scene);
      const headers = location === undefined ? [] : [["location", location] as const];
      exchange.answer({ status, headers, body: "<html>Moved</html>" });
    },
    expected: () => ({
      requests: 1,
      error: { class: "FireworksApiError", status, code: "redirect_refused", partial: undefined },
    }),
  })),
);

/** No addresses to go to, and no answers either. */
const others: readonly Fault[] = [300, 304, 305].map((status) => ({
  id: `${status}`,
  group: REDIRECTS,
  serve: (exchange, scene) => {
    const location = `${scene.other.baseURL}${scene.entry.path}`;
    exchange.answer({ status, headers: [["location", location]] });
  },
  expected: () => ({
    requests: 1,
    error: { class: "FireworksApiError", status, partial: undefined },
  }),
}));

export const REDIRECT_FAULTS: readonly Fault[] = [...redirects, ...others];
