/** Bytes as base64, in slices: a spread of a whole image overflows the stack. */
export function bytesToBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

/** @returns undefined for what is not base64. */
export function base64ToBytes(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** How many bytes a data URL holds, without decoding them; 0 for a link. */
export function dataUrlSize(url: string): number {
  if (!/^data:/i.test(url)) return 0;
  const start = url.indexOf(",") + 1;
  const isBase64 = /;base64,$/i.test(url.slice(0, start));
  return isBase64 ? base64Size(url, start) : url.length - start;
}

/** How many bytes the base64 from `start` on stands for, without decoding it. */
export function base64Size(base64: string, start = 0): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return Math.max(0, Math.floor(((base64.length - start - padding) * 3) / 4));
}

/** As it may stand in a data URL: without line breaks, and not in base64's alphabet for file names. */
export function standardBase64(base64: string): string {
  const compact = base64.replaceAll(/\s/g, "");
  if (!/[-_]/.test(compact)) return compact;
  const standard = compact.replaceAll("-", "+").replaceAll("_", "/");
  return standard.padEnd(Math.ceil(standard.length / 4) * 4, "=");
}
