/** The numbers as the wire holds them; `coarse` rounds to bfloat16, as Qwen3's are recorded. */
export function toFloats(vector: Float64Array, { coarse }: { coarse: boolean }): Float32Array {
  const floats = Float32Array.from(vector);
  if (!coarse) return floats;
  // A bfloat16 is the upper half of a float32: half of the lower half's unit is added, then it goes.
  const bits = new Uint32Array(floats.buffer);
  for (let index = 0; index < bits.length; index += 1)
    bits[index] = (((bits[index] ?? 0) + 0x8000) & 0xffff0000) >>> 0;
  return floats;
}

/** `float`, or little-endian float32 in base64: the same numbers in both. */
export function writeFloats(
  floats: Float32Array,
  format: "float" | "base64" | undefined,
): number[] | string {
  if (format !== "base64") return Array.from(floats);
  const bytes = new DataView(new ArrayBuffer(floats.length * 4));
  for (let index = 0; index < floats.length; index += 1)
    bytes.setFloat32(index * 4, floats[index] ?? 0, true);
  return toBase64(new Uint8Array(bytes.buffer));
}

/** A multiple of 3, so that the parts join without padding. */
const PART = 3_072;

/** Web APIs only: the server runs in browsers too. `apply` takes typed arrays, whatever its type says. */
function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += PART)
    text += btoa(
      String.fromCharCode.apply(null, bytes.subarray(start, start + PART) as unknown as number[]),
    );
  return text;
}
