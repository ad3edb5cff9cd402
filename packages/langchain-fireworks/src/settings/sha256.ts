/** The first 64 primes, from which FIPS 180-4 derives SHA-256's constants. */
const PRIMES = firstPrimes(64);
const ROUND_CONSTANTS = PRIMES.map((prime) => fraction(Math.cbrt(prime)));
const INITIAL_STATE = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

const BLOCK_BYTES = 64;

/**
 * SHA-256 of a text's UTF-8 bytes, as 64 lower-case hex digits. Core has a function of this name whose
 * digests are not SHA-256 (seen in 1.3.1 and 1.4.0), and the platform's own is asynchronous.
 */
export function sha256(text: string): string {
  const message = padded(new TextEncoder().encode(text));
  const state = Uint32Array.from(INITIAL_STATE);
  for (let at = 0; at < message.byteLength; at += BLOCK_BYTES) compress(state, message, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

/** The message, a one bit, zeros, and its length in bits as the last eight bytes of a block. */
function padded(bytes: Uint8Array): DataView {
  const blocks = Math.ceil((bytes.length + 9) / BLOCK_BYTES);
  const message = new Uint8Array(blocks * BLOCK_BYTES);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setBigUint64(message.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

function compress(state: Uint32Array, message: DataView, at: number): void {
  const words = schedule(message, at);
  let [a, b, c, d, e, f, g, h] = state as unknown as EightWords;
  for (const [round, word] of words.entries()) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const sumE = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const sumA = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const added = h + sumE + choice + (ROUND_CONSTANTS[round] ?? 0) + word;
    [a, b, c, d, e, f, g, h] = [(added + sumA + majority) | 0, a, b, c, (d + added) | 0, e, f, g];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) {
    state[index] = (state[index] ?? 0) + value;
  }
}

type EightWords = [number, number, number, number, number, number, number, number];

/** The block's 16 words and 48 more that are mixed from them. */
function schedule(message: DataView, at: number): Uint32Array {
  const words = new Uint32Array(64);
  const word = (index: number) => words[index] ?? 0;
  for (let index = 0; index < 16; index += 1) words[index] = message.getUint32(at + index * 4);
  for (let index = 16; index < 64; index += 1) {
    const near = word(index - 2);
    const far = word(index - 15);
    const mixedNear = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10);
    const mixedFar = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3);
    words[index] = word(index - 16) + mixedFar + word(index - 7) + mixedNear;
  }
  return words;
}

const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

/** The first 32 bits after the point. */
function fraction(root: number): number {
  return Math.floor((root % 1) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return primes;
}
