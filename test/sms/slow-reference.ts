/**
 * The slow way to encode an SMS: octets as they go through the air, and back. Written from 3GPP TS 23.038 and 23.040
 * alone, and from nothing in `src`: the tables are positions in a list of code points, the packing is done bit by bit,
 * and each segment is a whole user data field of at most 140 octets, with its header.
 */

/** Code points of septets 0 to 127; 27 is the escape. */
const SEPTETS: readonly number[] = [
  0x40, 0xa3, 0x24, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0x0a, 0xd8, 0xf8, 0x0d, 0xc5, 0xe5, 0x394, 0x5f, 0x3a6,
  0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e, -1, 0xc6, 0xe6, 0xdf, 0xc9, 0x20, 0x21, 0x22, 0x23, 0xa4,
  0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37,
  0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e, 0x3f, 0xa1, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a,
  0x4b, 0x4c, 0x4d, 0x4e, 0x4f, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0xc4, 0xd6, 0xd1,
  0xdc, 0xa7, 0xbf, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70,
  0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0xe4, 0xf6, 0xf1, 0xfc, 0xe0,
];
const ESCAPE = 27;
/** Code points after the escape, by septet. */
const EXTENSION = new Map([
  [10, 0x0c],
  [20, 0x5e],
  [40, 0x7b],
  [41, 0x7d],
  [47, 0x5c],
  [60, 0x5b],
  [61, 0x7e],
  [62, 0x5d],
  [64, 0x7c],
  [101, 0x20ac],
]);

const OCTETS = 140;
/** Length, kind, length of what follows, reference number, count, number. */
const HEADER = 6;

export interface SlowMessage {
  readonly encoding: "GSM-7" | "UCS-2";
  /** User data fields, with their headers. */
  readonly octets: readonly Uint8Array[];
  /** Septets or octets in each field, as its length field says; padding does not count. */
  readonly lengths: readonly number[];
}

export function encodeSlowly(text: string): SlowMessage {
  const characters = [...text].map(septetsOf);
  const isGsm = characters.every((septets) => septets !== undefined);
  return isGsm ? encodeSeptets(characters.flatMap((each) => (each === undefined ? [] : [each]))) : encodeUnits(text);
}

function septetsOf(character: string): readonly number[] | undefined {
  const code = character.codePointAt(0) ?? -1;
  const septet = SEPTETS.indexOf(code);
  if (septet !== -1) return [septet];
  const extended = [...EXTENSION].find(([, point]) => point === code);
  return extended && [ESCAPE, extended[0]];
}

function encodeSeptets(characters: readonly (readonly number[])[]): SlowMessage {
  const alone = fill(characters, Math.floor((OCTETS * 8) / 7));
  if (alone.length <= 1) {
    return { encoding: "GSM-7", octets: alone.map((s) => packBits(s, 0)), lengths: alone.map((s) => s.length) };
  }
  // The header is padded to a whole number of septets.
  const headerSeptets = Math.ceil((HEADER * 8) / 7);
  const fields = fill(characters, Math.floor((OCTETS * 8) / 7) - headerSeptets);
  const octets = fields.map((septets, index) => {
    const field = packBits(septets, headerSeptets * 7);
    field.set(headerOf(fields.length, index + 1));
    return field;
  });
  return { encoding: "GSM-7", octets, lengths: fields.map((septets) => septets.length + headerSeptets) };
}

function encodeUnits(text: string): SlowMessage {
  const characters = [...text].map((character) =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at)).flatMap((u) => [u >> 8, u & 255]),
  );
  const alone = fill(characters, OCTETS);
  const fields = alone.length <= 1 ? alone : fill(characters, OCTETS - HEADER);
  const octets = fields.map((bytes, index) =>
    Uint8Array.from(alone.length <= 1 ? bytes : [...headerOf(fields.length, index + 1), ...bytes]),
  );
  return { encoding: "UCS-2", octets, lengths: octets.map((field) => field.length) };
}

/** Puts what belongs together into fields of a size, in order. */
function fill(characters: readonly (readonly number[])[], size: number): number[][] {
  const fields: number[][] = [];
  for (const character of characters) {
    const last = fields.at(-1);
    if (last === undefined || last.length + character.length > size) fields.push([...character]);
    else last.push(...character);
  }
  return fields;
}

function headerOf(count: number, number: number): readonly number[] {
  return [5, 0, 3, 0x2a, count & 255, number & 255];
}

/** Seven bits each, the lowest first, after so many bits that are left free. */
function packBits(septets: readonly number[], offset: number): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(Math.ceil((offset + septets.length * 7) / 8));
  septets.forEach((septet, index) => {
    for (let bit = 0; bit < 7; bit++) {
      const at = offset + index * 7 + bit;
      if ((septet >> bit) & 1) octets[at >> 3] = (octets[at >> 3] ?? 0) | (1 << (at & 7));
    }
  });
  return octets;
}

/** The text of each field, read from its octets. */
export function decodeSlowly({ encoding, octets, lengths }: SlowMessage): readonly string[] {
  return octets.map((field, index) => {
    if (field.length > OCTETS) throw new RangeError(`a field of ${field.length} octets`);
    const header = octets.length > 1 ? HEADER : 0;
    const length = lengths[index] ?? 0;
    return encoding === "UCS-2" ? readUnits(field.subarray(header)) : readSeptets(field, header, length);
  });
}

function readUnits(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    text += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  }
  return text;
}

function readSeptets(field: Uint8Array, header: number, length: number): string {
  let text = "";
  let escaped = false;
  for (let index = Math.ceil((header * 8) / 7); index < length; index++) {
    let septet = 0;
    for (let bit = 0; bit < 7; bit++) {
      const at = index * 7 + bit;
      septet |= (((field[at >> 3] ?? 0) >> (at & 7)) & 1) << bit;
    }
    if (!escaped && septet === ESCAPE) {
      escaped = true;
      continue;
    }
    text += String.fromCodePoint((escaped ? EXTENSION.get(septet) : SEPTETS[septet]) ?? 0xfffd);
    escaped = false;
  }
  if (escaped) throw new RangeError("a field ends with an escape");
  return text;
}
