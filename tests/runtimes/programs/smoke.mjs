import { CHECKS, chatMaker } from "./checks.mjs";

/** Runs every check, one after the other, and answers with a row for each; never rejects. */
export async function smoke(settings) {
  const context = { ...settings, chat: chatMaker(settings) };
  const rows = [];
  for (const [name, check] of Object.entries(CHECKS)) {
    const startedAt = Date.now();
    const row = await check(context).then(
      (shown) => ({ name, ok: true, shown }),
      (error) => ({ name, ok: false, shown: `${error?.name}: ${error?.message}` }),
    );
    rows.push({ ...row, ms: Date.now() - startedAt });
  }
  return rows;
}
