import { describe, expect, it, test } from "vitest";
import { decode } from "../../src/artifact/index.js";
import { load } from "../../src/runtime/index.js";
import { createSms, type FinishedSms, type SmsOptions, sms } from "../../src/sms/index.js";
import { errorOf, smsArtifact, value } from "../runtime/build.js";

const ALPHABET =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const FAMILY = "👨‍👩‍👧‍👦"; // 11 code units, 7 code points

const off = (text: string, options?: SmsOptions): FinishedSms => sms(text, { smart: "off", ...options }).message;
const smart = (text: string, options?: SmsOptions): FinishedSms => sms(text, options).message;

describe("golden vectors", () => {
  test.each<[name: string, text: string, encoding: string, units: number, segments: number, unitsLeft: number]>([
    ["empty", "", "GSM-7", 0, 0, 0],
    ["one character", "a", "GSM-7", 1, 1, 159],
    ["a full message", "a".repeat(160), "GSM-7", 160, 1, 0],
    ["one more", "a".repeat(161), "GSM-7", 161, 2, 145],
    ["two full segments", "a".repeat(306), "GSM-7", 306, 2, 0],
    ["one more than two", "a".repeat(307), "GSM-7", 307, 3, 152],
    ["extension characters count twice", "€".repeat(80), "GSM-7", 160, 1, 0],
    ["one more than 80 of them", `${"€".repeat(80)}a`, "GSM-7", 161, 2, 144],
    ["a pair ends at 153", `${"a".repeat(151)}€${"a".repeat(153)}`, "GSM-7", 306, 2, 0],
    ["a pair across 153 moves whole", `${"a".repeat(152)}€${"a".repeat(152)}`, "GSM-7", 306, 3, 152],
    ["a pair ends at 160", `${"a".repeat(158)}€`, "GSM-7", 160, 1, 0],
    ["a pair across 160", `${"a".repeat(159)}€`, "GSM-7", 161, 2, 145],
    ["UCS-2 full", "ж".repeat(70), "UCS-2", 70, 1, 0],
    ["UCS-2 one more", "ж".repeat(71), "UCS-2", 71, 2, 63],
    ["UCS-2 two full", "ж".repeat(134), "UCS-2", 134, 2, 0],
    ["UCS-2 one more than two", "ж".repeat(135), "UCS-2", 135, 3, 66],
    ["a surrogate pair across 67 moves whole", `${"ж".repeat(66)}😀${"ж".repeat(66)}`, "UCS-2", 134, 3, 66],
    ["a surrogate pair ends at 67", `${"ж".repeat(65)}😀${"ж".repeat(67)}`, "UCS-2", 134, 2, 0],
    ["a surrogate pair across 70", `${"ж".repeat(69)}😀`, "UCS-2", 71, 2, 63],
    ["an extension character counts once in UCS-2", "€ж", "UCS-2", 2, 1, 68],
    ["Ç is GSM", "Ç", "GSM-7", 1, 1, 159],
    ["ç is not", "ç", "UCS-2", 1, 1, 69],
    ["a curly quote is not", "it’s", "UCS-2", 4, 1, 66],
    ["a backtick is not", "`", "UCS-2", 1, 1, 69],
    ["form feed is an extension character", "\f", "GSM-7", 2, 1, 158],
    ["the escape is no character", "\x1b", "UCS-2", 1, 1, 69],
    ["NUL is not @", "\0", "UCS-2", 1, 1, 69],
    ["a no-break space is not", "1\xa0€", "UCS-2", 3, 1, 67],
    ["a tab is not", "\t", "UCS-2", 1, 1, 69],
    ["CR LF becomes LF", "a\r\nb", "GSM-7", 3, 1, 157],
    ["CR alone stays", "a\rb", "GSM-7", 3, 1, 157],
    ["Greek capitals that Latin lacks", "ΔΦΓΛΩΠΨΣΘΞ", "GSM-7", 10, 1, 150],
    ["Greek capitals that look Latin are not", "ΑΒΕ", "UCS-2", 3, 1, 67],
    ["a Greek small letter is not", "ω", "UCS-2", 1, 1, 69],
    ["the ohm sign is Ω", "\u2126", "GSM-7", 1, 1, 159],
    ["an emoji family", FAMILY, "UCS-2", 11, 1, 59],
    ["emoji families", FAMILY.repeat(7), "UCS-2", 77, 2, 56],
    ["an accent apart is composed", "cafe\u0301", "GSM-7", 4, 1, 156],
    ["an accent apart that has no composed form", "q\u0301", "UCS-2", 2, 1, 68],
    ["extension table", "\f^{}\\[~]|€", "GSM-7", 20, 1, 140],
    ["default alphabet", ALPHABET, "GSM-7", 127, 1, 33],
    ["a lone surrogate", "\ud83d", "UCS-2", 1, 1, 69],
  ])("%s", (_, text, encoding, units, segments, unitsLeft) => {
    expect(off(text)).toMatchObject({ encoding, units, segments, unitsLeft });
    expect(off(text).parts).toHaveLength(segments);
  });

  it("writes lone surrogates as U+FFFD, and text in NFC with LF", () => {
    expect(off("\ud83d").text).toBe("\ufffd");
    expect(off("e\u0301\r\n").text).toBe("é\n");
  });
});

describe("parts", () => {
  it("say where they begin and end", () => {
    expect(off(`${"a".repeat(152)}€b`).parts).toEqual([
      { text: `${"a".repeat(152)}€b`, start: 0, end: 154, units: 155 },
    ]);
    expect(off(`${"a".repeat(152)}€${"b".repeat(20)}`).parts).toEqual([
      { text: "a".repeat(152), start: 0, end: 152, units: 152 },
      { text: `€${"b".repeat(20)}`, start: 152, end: 173, units: 22 },
    ]);
  });

  it("keep what belongs together, where they are for people", () => {
    const text = `${"ж".repeat(64)}${FAMILY}${"ж".repeat(10)}`;
    const wire = off(text);
    const shown = off(text, { graphemes: true });
    expect(wire.parts.map(({ end }) => end)).toEqual([67, 85]);
    expect(shown.parts.map(({ end }) => end)).toEqual([64, 85]);
    expect(shown.parts.map((part) => part.text).join("")).toBe(text);
    expect(shown.parts.map(({ units }) => units)).toEqual([64, 21]);
    expect({ ...shown, parts: [] }).toEqual({ ...wire, parts: [] });
  });

  it("cut a grapheme that is longer than a part", () => {
    const { parts } = off(`e${"\u0301\u0323".repeat(70)}`, { graphemes: true });
    expect(parts).toHaveLength(3);
    expect(parts.every(({ text }) => text.length > 0)).toBe(true);
  });
});

describe("smart substitution", () => {
  it.each([
    ["quotes", "‘a’ “b” „c” «d» ′ `", "'a' 'b' 'c' 'd'"],
    ["dashes", "1–2 — 3−4", "1-2 - 3-4"],
    ["spaces", "1\xa0000\u202f€", "1 000 €"],
    ["an ellipsis", "wait…", "wait..."],
    ["what is not seen", "so\u00adft\u200b\u200e\u2060\ufeff", "soft"],
    ["line separators", "a\u2028b", "a\nb"],
  ])("replaces %s", (name, text, expected) => {
    const message = smart(text);
    if (name !== "quotes") expect(message.text).toBe(expected);
    else expect(message.text).toBe(`'a' "b" "c" "d" ' '`);
    expect(message).toMatchObject({ encoding: "GSM-7", offenders: [] });
  });

  it("says what it replaced", () => {
    expect(smart("It’s Ana’s – bye")).toMatchObject({
      text: "It's Ana's - bye",
      replaced: [
        { character: "’", codePoint: "U+2019", index: 2, count: 2, replacement: "'" },
        { character: "–", codePoint: "U+2013", index: 11, count: 1, replacement: "-" },
      ],
    });
  });

  it("changes nothing where the text stays UCS-2 all the same", () => {
    expect(smart("It’s 😀")).toMatchObject({
      text: "It’s 😀",
      encoding: "UCS-2",
      replaced: [],
      offenders: [
        { character: "’", codePoint: "U+2019", index: 2, count: 1, suggestion: "'" },
        { character: "😀", codePoint: "U+1F600", index: 5, count: 1, suggestion: null },
      ],
    });
    expect(smart(FAMILY).text).toBe(FAMILY);
  });

  it("changes nothing that fits already, and nothing when it is off", () => {
    expect(smart("Ça 5 €")).toMatchObject({ text: "Ça 5 €", replaced: [] });
    expect(off("It’s")).toMatchObject({ text: "It’s", replaced: [] });
  });

  it.each([
    ["ç", "c"],
    ["ő", "o"],
    ["™", "TM"],
    ["ł", "l"],
    ["\xa0", " "],
    ["\u200b", ""],
    ["😀", null],
    ["漢", null],
  ])("suggests for %s", (character, suggestion) => {
    expect(off(character).offenders).toMatchObject([{ character, suggestion, count: 1, index: 0 }]);
  });

  it("only ever puts in what is in every alphabet", () => {
    for (let code = 0; code < 0x10000; code++) {
      const { replaced } = smart(String.fromCodePoint(code), { alphabet: "telnyx" });
      for (const { replacement } of replaced) expect(off(replacement, { alphabet: "telnyx" }).encoding).toBe("GSM-7");
    }
  });
});

describe("strict", () => {
  it("replaces what it can", () => {
    expect(sms("It’s", { smart: "strict" })).toMatchObject({ message: { text: "It's" }, problem: undefined });
  });

  it("names the first character that has no stand-in, and no other", () => {
    expect(sms("It’s ç 漢字", { smart: "strict" }).problem).toEqual({
      code: "not-gsm",
      message: "the character U+00E7 at offset 5 of the SMS is not in its alphabet, nor are 2 other characters",
      help: 'write "c", or allow UCS-2 with `smart: "smart"`',
    });
    expect(sms("漢", { smart: "strict" }).problem?.help).toBe('leave it out, or allow UCS-2 with `smart: "smart"`');
  });
});

describe("the alphabet of Telnyx", () => {
  it.each(["€", "Ç", "Δ", "\f", "¤", "§"])("has no %s", (character) => {
    expect(smart(character, { alphabet: "telnyx" })).toMatchObject({ encoding: "UCS-2" });
    expect(smart(character)).toMatchObject({ encoding: "GSM-7" });
  });

  it("has these", () => {
    const text = "@£$¥èéùìò\nØø\rÅå_ÆæßÉ !\"#%&'()*+,-./:;<=>?¡ÄÖÑÜ¿äöñüà";
    expect(smart(text, { alphabet: "telnyx" })).toMatchObject({ encoding: "GSM-7", units: text.length });
    expect(smart("^{}\\[~]|", { alphabet: "telnyx" })).toMatchObject({ encoding: "GSM-7", units: 16 });
  });
});

describe("too many segments", () => {
  it.each([
    ["a".repeat(161), 1, 1],
    ["a".repeat(307), 2, 1],
    [`${"a".repeat(152)}€${"a".repeat(153)}`, 2, 2],
    ["ж".repeat(75), 1, 5],
    // Without the emoji the rest is GSM-7.
    [`${"a".repeat(100)}😀`, 1, 1],
    [`${"a".repeat(170)}😀`, 1, 11],
  ])("says how much to cut %#", (text, maxSegments, cut) => {
    const { problem } = sms(text, { maxSegments });
    expect(problem).toMatchObject({ code: "too-many-segments" });
    expect(problem?.help).toBe(`cut ${cut} ${cut === 1 ? "character" : "characters"}, or raise \`maxSegments\``);
    const shorter = [...text].slice(0, -cut).join("");
    expect(sms(shorter, { maxSegments }).problem).toBeUndefined();
    expect(sms([...text].slice(0, 1 - cut || undefined).join(""), { maxSegments }).problem).toBeDefined();
  });

  it("is a warning when the caller says so", () => {
    const { message, problem } = sms("a".repeat(161), { maxSegments: 1, overflow: "warning" });
    expect(problem).toBeUndefined();
    expect(message.warnings).toEqual([
      "the SMS has 2 segments, and 1 is allowed; cut 1 character, or raise `maxSegments`",
    ]);
  });

  it("does not make a warning of what is not GSM", () => {
    expect(sms("😀", { smart: "strict", overflow: "warning" }).problem).toMatchObject({ code: "not-gsm" });
  });

  it("is told of a limit that is no number", () => {
    expect(sms("a", { maxSegments: Number.NaN }).problem).toMatchObject({ code: "too-many-segments" });
  });
});

it("costs as much as its segments", () => {
  expect(smart("a".repeat(400), { pricePerSegment: 0.0079 }).cost).toBe(0.0237);
  expect(smart("a").cost).toBeNull();
});

it("is an MMS with a file, and has no segments", () => {
  const mediaUrls = ["https://cdn.example/a.png"];
  const options: SmsOptions = { mediaUrls, maxSegments: 1, smart: "strict", pricePerSegment: 1 };
  expect(sms(`It’s ${"😀".repeat(100)}`, options)).toEqual({
    message: {
      text: `It’s ${"😀".repeat(100)}`,
      encoding: null,
      units: 0,
      segments: 0,
      parts: [],
      unitsLeft: 0,
      offenders: [],
      replaced: [],
      cost: null,
      mediaUrls,
      warnings: [],
    },
    problem: undefined,
  });
});

describe("a rendered SMS", () => {
  const hello = decode(smsArtifact(["Hi ", value("name"), ",\r\nsee you"]));

  it("counts what the recipient gets", () => {
    expect(load(hello, { sms }).render({ name: "Ana\r\nB\x07" })).toEqual({
      channel: "sms",
      text: "Hi Ana\nB,\nsee you",
      encoding: "GSM-7",
      units: 17,
      segments: 1,
      parts: [{ text: "Hi Ana\nB,\nsee you", start: 0, end: 17, units: 17 }],
      unitsLeft: 143,
      offenders: [],
      replaced: [],
      cost: null,
      warnings: [],
      mediaUrls: [],
    });
  });

  it("takes options for all messages, and for one", () => {
    const message = load(hello, { sms: createSms({ smart: "off", pricePerSegment: 2 }) });
    expect(message.render({ name: "O’Hara" })).toMatchObject({ encoding: "UCS-2", cost: 2 });
    expect(message.render({ name: "O’Hara" }, { sms: { smart: "smart" } })).toMatchObject({
      encoding: "GSM-7",
      cost: 2,
    });
  });

  it("throws a RenderError that does not tell the text", () => {
    const render = () => load(hello, { sms }).render({ name: "山田" }, { sms: { smart: "strict" } });
    const { message, problems } = errorOf(render);
    expect(problems).toMatchObject([{ code: "not-gsm" }]);
    expect(message).toContain("U+5C71");
    expect(JSON.stringify([message, problems])).not.toMatch(/[山田]|7530/);
  });
});
