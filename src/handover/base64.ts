/** Bytes that go into one call: its arguments lie on the stack. */
const CHUNK = 8192;

/** With nothing but what every platform has: `Buffer` is Node's, and `toBase64` is not there yet. */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}
