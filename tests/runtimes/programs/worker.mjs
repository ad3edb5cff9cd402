/** For workerd: the settings are a binding, and whoever asks gets the rows. */
import { smoke } from "./smoke.mjs";

const stray = [];
addEventListener("unhandledrejection", (event) => stray.push(String(event.reason)));

export default {
  async fetch(_request, { SETTINGS }) {
    return Response.json({ rows: await smoke(SETTINGS), stray });
  },
};
