/** A half that is shorter than this is a word that may stand anywhere. */
const SHORTEST_HALF = 12;

/** Every way a key may be written down: whole or half, plain, as JSON, in URLs, Base64 and hexadecimal. */
export function keyForms(key: string): string[] {
  const middle = Math.floor(key.length / 2);
  const halves = [key.slice(0, middle), key.slice(middle)];
  const parts = [key, ...halves.filter(({ length }) => length >= SHORTEST_HALF)];
  const forms = parts.flatMap((part) => [
    part,
    JSON.stringify(part).slice(1, -1),
    encodeURIComponent(part),
    Buffer.from(part).toString("hex"),
    ...base64Forms(part),
  ]);
  return [...new Set(forms)];
}

/** Base64 looks different wherever among three places a text begins; what its neighbours share is cut off. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor((bytes.length * 8) / 6);
    return [bytes.toString("base64").slice(from, to), bytes.toString("base64url").slice(from, to)];
  });
}
