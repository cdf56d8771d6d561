import { parseFragment } from "parse5";
import { isAddress } from "../../../src/artifact/address.js";
import { encodeHeader } from "../../../src/handover/encoded-words.js";
import { formatAsciiMailbox, readName } from "../../../src/handover/mailbox.js";
import {
  cleanHeader,
  cleanLine,
  cleanName,
  cleanText,
  finishHeader,
  isHarmless,
} from "../../../src/runtime/clean-text.js";
import { escapeHtml } from "../../../src/runtime/escape.js";
import { cleaned, isForbiddenInHeader } from "../cleaned.js";
import { lineProblem } from "../line-law.js";
import { CORPUS } from "../values.js";
import { type Target, textField } from "./target.js";

const MARKER = "zqmarkzq";
const PIECES = [
  ...CORPUS.headers,
  ...CORPUS.codes,
  ...CORPUS.html,
  "=?",
  "?=",
  "=",
  "?",
  "utf-8",
  "é",
  "👩‍👩‍👧",
  "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  "a@b.example",
];

/** What a value becomes in a header, and how a header is written on the wire. */
export const headerTarget: Target = {
  name: "header",
  // What the author writes before and after the value is plain, as compile makes it.
  fields: [textField(["Re ", "=", "?", "a", " ", "=?", "[", "é"], 12), textField(PIECES, 120)],
  seeds: [
    ["Re ", "Ana"],
    ["=", "?utf-8?B?SGk=?="],
    ["", "a\r\nBcc: x@y.example"],
    ["é", "Zoë 🏴󠁧󠁢󠁥󠁮󠁧󠁿 <a@b.example>"],
  ],
  judge: ([written = "", value = ""]) => {
    const author = cleanHeader(written);
    const line = finishHeader(`${author}${cleanHeader(value)}, end`);
    return (
      fact("a header", lineProblem(finishHeader(`${author}${MARKER}, end`), line, value, MARKER)) ??
      fact("a header", encodedWord(line)) ??
      fact("a name", nameProblem(value)) ??
      fact("a text", textProblem(value)) ??
      fact("a header on the wire", wireProblem(line)) ??
      fact("an address", addressProblem(value))
    );
  },
};

function fact(what: string, problem: string | undefined): string | undefined {
  return problem && `${what} ${problem}`;
}

function encodedWord(line: string): string | undefined {
  return /=\?[^\s?=]/.test(line) ? "begins an encoded word" : undefined;
}

function nameProblem(value: string): string | undefined {
  const name = finishHeader(cleanName(value));
  if ([...name].some((character) => isForbiddenInHeader(character.codePointAt(0) ?? 0))) return "has a control";
  if (/[()<>[\]:;@\\,"\uFE6B\uFF20]/.test(name)) return "could be an address";
  return encodedWord(name);
}

/** Clean texts stay as they are, and read back from HTML as they were. */
function textProblem(value: string): string | undefined {
  if (cleanText(value) !== cleaned(value)) return "is not the value without controls";
  for (const clean of [cleanText, cleanLine, cleanHeader, cleanName]) {
    const line = finishHeader(clean(value));
    if (finishHeader(clean(line)) !== line) return `changes when cleaned again by ${clean.name}`;
  }
  if (isHarmless(value) && [cleanText, cleanLine, cleanHeader, escapeHtml].some((clean) => clean(value) !== value))
    return "is harmless, and is changed";
  const [read] = parseFragment(`<p title="${escapeHtml(value)}">`).childNodes;
  const title = read !== undefined && "attrs" in read ? read.attrs[0]?.value : undefined;
  return title === cleaned(value) ? undefined : "is another one in HTML";
}

/** ASCII in words that fit, which say the header when they are decoded. */
function wireProblem(line: string): string | undefined {
  const wire = encodeHeader(line);
  if (!/^[ -~]*$/.test(wire)) return "is not ASCII";
  if (wire.split(" ").some((word) => word.length > 75)) return "has a word that is too long";
  if (decoded(wire) !== line) return "does not decode to it";
  const mailbox = formatAsciiMailbox({ name: readName(line, "from"), email: "a@b.example" });
  if (!/^[ -~]*$/.test(mailbox)) return "has a name that is not ASCII";
  const address = mailbox.replace(/^"(?:[^"\\]|\\.)*"(?= <)/, "");
  return /^[^()<>[\]:;@\\,"]*<?a@b\.example>?$/.test(address) ? undefined : "has a name that is read as an address";
}

function decoded(wire: string): string {
  if (!/=\?UTF-8\?B\?/.test(wire)) return wire;
  return wire.split(" ").map(decodeWord).join("");
}

function decodeWord(word: string): string {
  return Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? "", "base64").toString("utf8");
}

function addressProblem(value: string): string | undefined {
  if (!isAddress(value)) return undefined;
  const isForbidden = [...value].some((character) => isForbiddenInHeader(character.codePointAt(0) ?? 0));
  return isForbidden || value.split("@").length !== 2 || /[\s<>,;]/.test(value)
    ? "is more than one address"
    : undefined;
}
