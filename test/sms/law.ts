import fc from "fast-check";
import { type SmsOptions, sms } from "../../src/sms/index.js";
import { decodeSlowly, encodeSlowly, type SlowMessage } from "./slow-reference.js";

const EXTENSION = [..."\f^{}\\[~]|€"];
const GSM = [..."@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./059:;<=>?¡AMZÄÖÑÜ§¿amzäöñüà\r"];
const LIKE = [..."‘’“”–—…\xa0\u202f\u200b`´\t\xad"];
const FOREIGN = [
  "ж",
  "漢",
  "ç",
  "😀",
  "👨‍👩‍👧‍👦",
  "e\u0301",
  "q\u0323\u0301",
  "\ud83d",
  "\udc00",
  "\0",
  "\x1b",
  "🇩🇪",
  "ﬁ",
];

const character = (foreign: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom(...GSM) },
    { weight: 15, arbitrary: fc.constantFrom(...EXTENSION) },
    { weight: foreign, arbitrary: fc.constantFrom(...LIKE) },
    { weight: foreign, arbitrary: fc.constantFrom(...FOREIGN) },
    { weight: foreign, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
  );

/** Texts of all lengths, more of them near the ends of segments, and of one alphabet or of all. */
export const TEXTS: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(0, 0, 1, 10),
    fc.oneof(fc.nat(20), fc.constantFrom(66, 67, 69, 70, 133, 134, 152, 153, 159, 160, 305, 306), fc.nat(700)),
    fc.nat(4),
  )
  .chain(([foreign, length, more]) => {
    const text = fc.array(character(foreign), { minLength: length, maxLength: length + more });
    const filler = fc.constantFrom("a", "ж", "").map((unit) => unit.repeat(length));
    return fc.oneof(
      text.map((each) => each.join("")),
      fc.tuple(filler, fc.array(character(foreign + 1), { maxLength: 8 })).map(([start, end]) => start + end.join("")),
    );
  });

type Encode = (text: string) => SlowMessage;

/** @throws Error that says what differs between what Platen says of a text and what its octets say. */
export function checkAgainstSlow(text: string, options: SmsOptions = {}, encode: Encode = encodeSlowly): void {
  const { message } = sms(text, options);
  const slow = encode(message.text);
  const read = decodeSlowly(slow);
  const isLong = slow.octets.length > 1;
  const header = isLong ? (slow.encoding === "GSM-7" ? 7 : 6) : 0;
  const sizes = slow.lengths.map((length) => (slow.encoding === "GSM-7" ? length - header : (length - header) / 2));
  const capacity = slow.encoding === "GSM-7" ? (isLong ? 153 : 160) : isLong ? 67 : 70;
  const last = sizes.at(-1);
  same("encoding", message.encoding, slow.encoding);
  same("segments", message.segments, slow.octets.length);
  same(
    "parts",
    message.parts.map((part) => part.text),
    read,
  );
  same(
    "units of parts",
    message.parts.map(({ units }) => units),
    sizes,
  );
  same(
    "units",
    message.units,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  same("units left", message.unitsLeft, last === undefined ? 0 : capacity - last);
  same("offenders", message.offenders.length > 0, slow.encoding === "UCS-2");
  same("text", read.join(""), message.text);
  same(
    "places",
    message.parts.map(({ start, end }) => message.text.slice(start, end)),
    read,
  );
}

function same(what: string, found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`other ${what}: ${a} instead of ${b}`);
}

/** Compares so many random texts, finished with and without substitution. */
export function runAgainstSlow(runs: number, seed: number, encode?: Encode): void {
  fc.assert(
    fc.property(TEXTS, fc.constantFrom("off", "smart"), (text, smart) => {
      checkAgainstSlow(text, { smart }, encode);
    }),
    { numRuns: runs, seed },
  );
}
