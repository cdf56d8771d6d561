/** What each byte becomes: its first two bytes, of which the second may not count, and how many bytes it takes. */
const FIRST = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const SECOND = new Uint8Array(256);
const LENGTHS = new Uint8Array(256).fill(1);
/** As many as a byte takes at most: `\u001f`. UTF-8 beyond ASCII stays as it is. */
const MOST = 6;
for (let code = 0; code < 0x80; code++) {
  const written = JSON.stringify(String.fromCharCode(code)).slice(1, -1);
  FIRST[code] = written.charCodeAt(0);
  SECOND[code] = written.charCodeAt(1);
  LENGTHS[code] = written.length;
}

/**
 * Makes lines of JSON of objects in which texts are UTF-8: the same bytes as `JSON.stringify` of the strings gives, in less
 * than half of the time that this takes with the encoding of what it gives.
 *
 * @returns What makes a line. It holds until the next one is made.
 */
export function createJsonLines(): (object: Readonly<Record<string, unknown>>) => Uint8Array {
  let memory = new Uint8Array(64 * 1024);

  function makeRoom(used: number, wanted: number): void {
    if (used + wanted <= memory.length) return;
    const larger = new Uint8Array(2 * (used + wanted));
    larger.set(memory.subarray(0, used));
    memory = larger;
  }

  function writeText(text: Uint8Array, start: number): number {
    makeRoom(start, text.length * MOST + 2);
    return writeString(text, memory, start);
  }

  function writeJson(json: string, start: number): number {
    makeRoom(start, json.length * 3); // A UTF-16 unit has no more bytes.
    return start + encoder.encodeInto(json, memory.subarray(start)).written;
  }

  return (object) => {
    let at = 0;
    let separator = "{";
    for (const [name, value] of Object.entries(object)) {
      const key = `${separator}${JSON.stringify(name)}:`;
      if (value instanceof Uint8Array) at = writeText(value, writeJson(key, at));
      else at = writeJson(key + JSON.stringify(value), at);
      separator = ",";
    }
    at = writeJson("}\n", at);
    return memory.subarray(0, at);
  };
}

const encoder = new TextEncoder();

/** Without a branch for what has to be escaped: every twelfth byte of HTML does. @returns Where the next byte goes. */
function writeString(text: Uint8Array, memory: Uint8Array, start: number): number {
  let at = start;
  memory[at++] = 0x22;
  for (let index = 0; index < text.length; index++) {
    const byte = text[index] as number; // there are that many
    memory[at] = FIRST[byte] as number; // as of every byte
    memory[at + 1] = SECOND[byte] as number;
    const length = LENGTHS[byte] as number;
    if (length > 2) writeNumber(byte, memory, at + 2);
    at += length;
  }
  memory[at++] = 0x22;
  return at;
}

function writeNumber(byte: number, memory: Uint8Array, start: number): void {
  const digits = byte.toString(16).padStart(4, "0");
  for (let index = 0; index < 4; index++) memory[start + index] = digits.charCodeAt(index);
}
