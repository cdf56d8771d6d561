/**
 * `encoded-components`: whether a URL is the reference's but for characters of values that are percent-encoded in it.
 * Nothing is decoded: scheme, host and port are the same, and so is what the reference encodes itself.
 */
export function isEncodedUrl(actual: string, reference: string): boolean {
  const start = startOf(actual);
  if (!reference.startsWith(start) || !actual.startsWith(startOf(reference))) return false;
  return matches({ actual, reference, mayEncode: (at) => at >= start.length, deadEnds: new Set() });
}

/** Scheme and host. */
function startOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?/i.exec(url)?.[0] ?? "";
}

/** The same for the text part: what comes after the host of a URL, or after the question mark of a mail address. */
export function isEncodedText(actual: string, reference: string): boolean {
  const url = /(?:[a-z][a-z0-9+.-]*:\/\/[^\s/?#<>]*[/?#]|<[^\s<>]*\?)[^\s<>]*$/i;
  const mayEncode = (at: number): boolean => url.test(actual.slice(actual.lastIndexOf("\n", at - 1) + 1, at));
  return matches({ actual, reference, mayEncode, deadEnds: new Set() });
}

interface Pair {
  readonly actual: string;
  readonly reference: string;
  /** Whether a character may be encoded at an offset of the actual text. */
  readonly mayEncode: (at: number) => boolean;
  /** Places from which the texts are known not to match, so that no place is tried twice. */
  readonly deadEnds: Set<string>;
}

function matches(pair: Pair, start = 0, referenceStart = 0): boolean {
  const place = `${start} ${referenceStart}`;
  if (pair.deadEnds.has(place)) return false;
  const found = matchesFrom(pair, start, referenceStart);
  if (!found) pair.deadEnds.add(place);
  return found;
}

function matchesFrom(pair: Pair, start: number, referenceStart: number): boolean {
  const { actual, reference, mayEncode } = pair;
  let [at, other] = [start, referenceStart];
  while (at < actual.length && other < reference.length) {
    const character = String.fromCodePoint(reference.codePointAt(other) ?? 0);
    const encoded = encode(character);
    const isEncoded = encoded !== character && actual.startsWith(encoded, at) && mayEncode(at);
    // A percent sign may stand for itself, or be encoded; when one of them leads to the end, that is the answer.
    if (isEncoded && character === "%" && matches(pair, at + encoded.length, other + 1)) return true;
    if (isEncoded && character !== "%") {
      at += encoded.length;
      other += character.length;
    } else if (actual[at] === reference[other]) {
      at++;
      other++;
    } else {
      return false;
    }
  }
  return at === actual.length && other === reference.length;
}

function encode(character: string): string {
  if (/\p{Cs}/u.test(character)) return character;
  return encodeURIComponent(character).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
