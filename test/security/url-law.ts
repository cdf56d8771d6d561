import type { Place } from "./places.js";

/** What is wrong with a URL that holds a value, in the eyes of the WHATWG's reader. */
export function urlProblem(
  marked: string,
  found: string,
  value: string,
  { marker, reading }: Pick<Place, "marker" | "reading">,
): string | undefined {
  switch (reading) {
    case "url":
    case "image":
      return wholeProblem(found, [value, marked.slice(marker.length)], reading);
    case "email":
      return addressProblem(new URL(marked), readable(found), value);
    default:
      return partProblem(marked, found, value, marker);
  }
}

/** Links outside of a document are read as if they stood in this one. */
const BASE = "https://base.example/dir/page?q#f";

function readable(url: string): URL | undefined {
  return URL.canParse(url, BASE) ? new URL(url, BASE) : undefined;
}

const SCHEMES = { url: ["http:", "https:", "mailto:", "tel:"], image: ["http:", "https:", "cid:"] };

/** The URL is the value and what the author wrote after it; nothing about where it leads is hidden from simple readers. */
function wholeProblem(
  found: string,
  [value, rest]: readonly [string, string],
  kind: "url" | "image",
): string | undefined {
  if (percentDecoded(found) !== percentDecoded(value + rest)) return "is not the value";
  if (/[\s\\\p{Cc}\p{Cs}"<>]/u.test(found)) return "has characters that readers of URLs drop or change";
  const written = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?/.exec(found);
  if (!SCHEMES[kind].includes(`${written?.[1]?.toLowerCase()}:`)) return "has another scheme";
  // No client follows what cannot be read.
  const url = URL.canParse(found) ? new URL(found) : undefined;
  if (url === undefined) return undefined;
  if (!SCHEMES[kind].includes(url.protocol)) return "has another scheme to some";
  if (!url.protocol.startsWith("http")) return undefined;
  if (url.host === "" || url.username !== "" || url.password !== "" || /[@%]/.test(written?.[2] ?? ""))
    return "has no plain host";
  return URL.canParse(value) && new URL(value).host !== url.host ? "has a host that the value has not" : undefined;
}

function addressProblem(marked: URL, found: URL | undefined, value: string): string | undefined {
  if (found === undefined || found.protocol !== marked.protocol) return "has another scheme";
  if (found.search !== marked.search || found.hash !== "") return "has another query";
  const address = percentDecoded(found.pathname);
  if (address !== value) return "is another address";
  return /[\s,;<>"()\\?\p{Cc}]/u.test(address) || address.split("@").length !== 2
    ? "is more than one address"
    : undefined;
}

/** Scheme, host, number of segments and names of parameters are the author's; what is the value's decodes to it. */
function partProblem(marked: string, found: string, value: string, marker: string): string | undefined {
  const [before, after] = [readable(marked), readable(found)];
  if (before === undefined || after === undefined) return "cannot be read";
  const same: readonly (keyof URL)[] = ["protocol", "username", "password", "host"];
  const changed = same.find((name) => before[name] !== after[name]);
  if (changed !== undefined) return `has another ${changed}`;
  const expected = piecesOf(before).map((piece) => piece.replaceAll(marker, () => wellFormed(value)));
  const pieces = piecesOf(after);
  if (expected.length !== pieces.length) return "has another number of segments or parameters";
  return expected.every((piece, index) => piece === pieces[index])
    ? undefined
    : "has segments or parameters of its own";
}

function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}

/** Segments of the path, names and values of the parameters, and the fragment, each decoded. */
function piecesOf({ pathname, search, hash }: URL): readonly string[] {
  const parameters = search
    .slice(1)
    .split("&")
    .map((pair) => pair.split("="));
  return [
    ...pathname.split("/").map(percentDecoded),
    `${parameters.length} parameters`,
    ...parameters.flatMap((pair) => [`${pair.length} halves`, ...pair.map(percentDecoded)]),
    percentDecoded(hash.slice(1)),
  ];
}

/** What does not decode stays as it is. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
}
