/** For runtimes that start programs and find packages in node_modules: Node, Bun and Deno. */
import process from "node:process";
import { smoke } from "./smoke.mjs";

const stray = [];
process.on("unhandledRejection", (reason) => stray.push(String(reason)));

const rows = await smoke(JSON.parse(process.argv[2]));
console.log(`RESULT ${JSON.stringify({ rows, stray })}`);
