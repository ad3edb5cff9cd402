/** For browsers: the runner calls it in a page of another origin than the server's. */
import { smoke } from "./smoke.mjs";

const stray = [];
addEventListener("unhandledrejection", (event) => stray.push(String(event.reason)));

globalThis.runSmoke = async (settings) => ({ rows: await smoke(settings), stray });
