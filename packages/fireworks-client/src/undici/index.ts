export { undiciFetch } from "./undici-fetch.js";
export type { UndiciFetchOptions } from "./undici-fetch.js";
