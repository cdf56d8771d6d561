import { parseFragment } from "parse5";
import type { Escape } from "../../../src/artifact/instructions.js";
import { isAllowedUrl, readUrl } from "../../../src/layout/url-context.js";
import { ESCAPERS } from "../../../src/runtime/escape.js";
import { escapeImageUrl, escapeLinkUrl } from "../../../src/runtime/escape-url.js";
import type { Rejection } from "../../../src/runtime/render-error.js";
import type { Place } from "../places.js";
import { urlProblem } from "../url-law.js";
import { CORPUS } from "../values.js";
import { outcomesOf, type Piece, readParts } from "./outcomes.js";
import { URLS } from "./pieces.js";
import { type Target, textField } from "./target.js";

type Kind = "link" | "image";
type UrlPlace = Pick<Place, "marker" | "reading">;

const HOLES = ["{{v}}", "{{v}}", "{{#if}}", "{{else}}", "{{/}}", "{{#each}}", "{{#with}}"];
const WRITTEN = [
  ...HOLES,
  ...URLS,
  "/",
  "?",
  "&",
  "=",
  "#",
  ".",
  "-",
  "%",
  "&amp;",
  "&#",
  "&#x",
  "cid:",
  "sms:",
  "[::1]",
  "\t",
  "\n",
];
const VALUES = [
  ...CORPUS.urls,
  ...URLS,
  "https://a.example/b?c=d#e",
  "cid:a@b.example",
  "+1 555 0100",
  "a.b@c.example",
];

/** Where values stand in a URL that an author writes, and what becomes of them there. */
export const urlTarget: Target = {
  name: "url",
  fields: [textField(WRITTEN, 150), textField(VALUES, 120)],
  seeds: [
    ["https://a.example/{{v}}/b?c={{v}}#{{v}}", "x"],
    ["{{v}}?a={{v}}", "https://b.example/"],
    ["mailto:{{v}}?subject={{v}}", "a.b@c.example"],
    ["tel:{{v}}", "+1 555 0100"],
    ["{{#if}}https://a.example/{{v}}{{else}}/x/{{v}}{{/}}", ".."],
    ["https://a.example/{{#each}}{{v}}/{{/}}", "%2e"],
  ],
  judge: ([written = "", value = ""]) => {
    const parts = readParts(written);
    if (parts === undefined) return undefined;
    const outcomes = outcomesOf(parts);
    for (const kind of ["link", "image"] as const) {
      const url = readUrl(parts, kind);
      if (!("escapes" in url)) continue;
      const isAllowed = isAllowedUrl(parts, kind);
      for (const pieces of outcomes) {
        const outcome: Outcome = { pieces, escapes: url.escapes, kind };
        const problem = valueProblem(outcome, value) ?? (isAllowed ? authorProblem(outcome) : undefined);
        if (problem !== undefined) return problem;
      }
    }
    return undefined;
  },
};

interface Outcome {
  readonly pieces: readonly Piece[];
  readonly escapes: ReadonlyMap<number, Escape>;
  readonly kind: Kind;
}

/** For each way in which values are made safe, those that are hold the value, and the others what is harmless. */
function valueProblem(outcome: Outcome, value: string): string | undefined {
  const marked = fill(outcome, (name) => PLACES[name]?.marker ?? "");
  for (const treatment of new Set(outcome.escapes.values())) {
    const place = PLACES[treatment];
    if (place === undefined) return `an escaper that is not for URLs: ${treatment}`;
    const safe = safeFor(treatment, value);
    if (typeof safe !== "string" || !marked.includes(place.marker)) continue;
    const own = fill(outcome, (other) => (other === treatment ? safe : (PLACES[other]?.marker ?? "")));
    // Readers drop white space at the ends; what breaks a law without the value is the author's.
    if (own !== own.trim() || !isReadWell(marked) || !isReadWell(own)) continue;
    if (urlProblem(marked, marked, place.marker, place) !== undefined) continue;
    const problem = urlProblem(marked, own, value, place);
    if (problem !== undefined) return `a URL with ${treatment} ${problem}: ${own}`;
    const html = ESCAPERS[treatment](value);
    const written = fill(outcome, (other) => (other === treatment ? String(html) : (PLACES[other]?.marker ?? "")));
    if (inAttribute(marked) === marked && inAttribute(written) !== own)
      return `a URL with ${treatment} is another one in HTML: ${own}`;
  }
  return undefined;
}

/** No blocks or values make another scheme of what an author writes who is not trusted. */
function authorProblem(outcome: Outcome): string | undefined {
  const text = fill(outcome, (name) => PLACES[name]?.marker ?? "");
  if (!readable(text)) return undefined;
  const { protocol } = new URL(text, BASE);
  return SCHEMES[outcome.kind].includes(protocol)
    ? undefined
    : `an author's URL has a scheme that is not allowed: ${text}`;
}

const BASE = "https://base.example/dir/page";
const SCHEMES = { link: ["http:", "https:", "mailto:", "tel:", "sms:"], image: ["http:", "https:", "cid:"] };

/** What stands in the URL itself: without what HTML needs. */
function safeFor(treatment: Escape, value: string): string | Rejection {
  if (treatment === "html-url") return escapeLinkUrl(value);
  return treatment === "html-image" ? escapeImageUrl(value) : ESCAPERS[treatment](value);
}

const PLACES: Readonly<Partial<Record<Escape, UrlPlace>>> = {
  "html-url": { marker: "https://zqmarkzq.example/m", reading: "url" },
  "html-image": { marker: "https://zqmarkzq.example/m", reading: "image" },
  "url-component": { marker: "zqmarkzq", reading: "part" },
  "url-segment": { marker: "zqsegmentzq", reading: "part" },
  "email-address": { marker: "zqmailzq@zq.example", reading: "part" },
  "phone-number": { marker: "987654321", reading: "part" },
};

function fill({ pieces, escapes }: Outcome, write: (name: Escape) => string): string {
  const text = pieces.map((piece) => (typeof piece === "string" ? piece : write(escapes.get(piece) ?? "plain")));
  return text.join("").replace(/^[ \t\n\r\f]+|[ \t\n\r\f]+$/g, "");
}

function readable(url: string): boolean {
  return URL.canParse(url, BASE);
}

/** Node 20 leaves dots in a path such as `/a/.b/..`, which all other readers take away. */
function isReadWell(url: string): boolean {
  return readable(url) && !/\/\.{1,2}(?:\/|$)/.test(new URL(url, BASE).pathname);
}

/** What a reader of HTML takes for the URL. */
function inAttribute(url: string): string | undefined {
  const [link] = parseFragment(`<a href="${url.replaceAll('"', "&quot;")}">`).childNodes;
  return link !== undefined && "attrs" in link ? link.attrs[0]?.value : undefined;
}
