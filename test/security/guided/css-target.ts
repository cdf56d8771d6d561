import { parse, walk } from "css-tree";
import type { Escape } from "../../../src/artifact/instructions.js";
import { blocksAreChoices } from "../../../src/layout/choices.js";
import { readStyleAttribute, readStyleSheet } from "../../../src/layout/css.js";
import { readCss } from "../../../src/layout/css-context.js";
import { judgeDeclarations, judgeSheet } from "../../../src/layout/untrusted-css.js";
import { ESCAPERS } from "../../../src/runtime/escape.js";
import { cssProblem } from "../laws.js";
import type { Place } from "../places.js";
import { CORPUS } from "../values.js";
import { outcomesOf, readParts } from "./outcomes.js";
import { CSS } from "./pieces.js";
import { type Target, textField } from "./target.js";

const WRITTEN = [
  ...CSS,
  "{{v}}",
  "{{v}}",
  "{{#if}}",
  "{{else}}",
  "{{/}}",
  "color:{{v}};",
  "url({{v}})",
  "'{{v}}'",
  "px",
  "(",
  "[",
  "]",
  "position:",
  "behavior:",
  "@",
  "--x:",
  "rgb(",
];
const VALUES = [...CORPUS.css, "red", "12", "#abc", "rgb(1,2,3)", "https://a.example/i.png", "Ana"];

/** Where values stand in CSS, what becomes of them there, and what authors may write who are not trusted. */
export const cssTarget: Target = {
  name: "css",
  fields: [textField(WRITTEN, 200), textField(VALUES, 80)],
  seeds: [
    ["color:{{v}};width:{{v}}px;margin:0 {{v}}", "12"],
    ["background:url({{v}}) no-repeat;content:'{{v}}'", "https://a.example/i.png"],
    [".a{color:{{v}}} @media (min-width:1px){.b:hover{font:{{v}}px/2 'x'}}", "#abc"],
    ["color:{{#if}}{{v}}{{else}}blue{{/}};width:calc(1px + {{v}})", "red"],
    ["p, #a > .b[c]{color:rgb(1,2,3) !important;padding:1px -2px;/* c */}", ""],
  ],
  judge: ([written = "", value = ""]) =>
    valueProblem(written, "declarations", value) ??
    valueProblem(written, "rules", value) ??
    authorProblem(written, "declarations") ??
    authorProblem(written, "rules") ??
    sheetProblem(written),
};

type Start = "rules" | "declarations";

/** Each value alone is in its place what it is, and the rest of the CSS as it was. */
function valueProblem(written: string, start: Start, value: string): string | undefined {
  const parts = readParts(written);
  if (parts === undefined || !blocksAreChoices(parts)) return undefined;
  const escapes = new Map<number, Escape>();
  for (const [index, place] of readCss(parts, start)) {
    if (typeof place !== "string") return undefined;
    escapes.set(index, place);
  }
  for (const pieces of outcomesOf(parts)) {
    const markerOf = (piece: number) => PLACES[escapes.get(piece) ?? "css"]?.marker ?? "";
    const marked = pieces.map((piece) => (typeof piece === "string" ? piece : markerOf(piece)));
    for (const [at, piece] of pieces.entries()) {
      if (typeof piece === "string") continue;
      const treatment = escapes.get(piece) ?? "css";
      const place = PLACES[treatment];
      if (place === undefined) return `an escaper that is not for CSS: ${treatment}`;
      const safe = ESCAPERS[treatment](value);
      if (typeof safe !== "string") continue;
      const before = marked.with(at, OTHERS[treatment] ?? place.marker);
      const problem = cssProblem(before.join(""), marked.with(at, safe).join(""), {
        value,
        place: { ...place, marker: OTHERS[treatment] ?? place.marker },
      });
      if (problem !== undefined) return `${start} with ${treatment}, ${problem}: ${marked.with(at, safe).join("")}`;
    }
  }
  return undefined;
}

/** One for each escaper: the values that are not looked at. */
const PLACES: Readonly<Partial<Record<Escape, Pick<Place, "marker" | "reading">>>> = {
  css: { marker: "zqwordzq", reading: "token" },
  "css-number": { marker: "123456", reading: "number" },
  "css-string": { marker: "zqtextzq", reading: "text" },
  "css-url": { marker: "https://zqurlzq.example/m", reading: "image" },
};
/** The value that is looked at. */
const OTHERS: Readonly<Partial<Record<Escape, string>>> = {
  css: "zqmarkzq",
  "css-number": "987654",
  "css-string": "zqmarkzq",
  "css-url": "https://zqmarkzq.example/m",
};

/** What an author may write who is not trusted, as another reader of CSS sees it. */
function authorProblem(css: string, start: Start): string | undefined {
  const judge = start === "rules" ? judgeSheet : judgeDeclarations;
  if (judge(css, () => false) !== undefined) return undefined;
  let problem: string | undefined;
  walk(
    parse(css, { context: start === "rules" ? "stylesheet" : "declarationList", parseCustomProperty: true }),
    (node) => {
      if (node.type === "Url") problem = "a URL";
      if (node.type === "Atrule" && node.name.toLowerCase() !== "media") problem = `@${node.name}`;
      if (node.type === "Function" && /expression|image|url|src|var|env|attr|element|paint/i.test(node.name))
        problem = node.name;
      if (node.type === "Declaration" && FORBIDDEN.test(node.property)) problem = node.property;
    },
  );
  return problem && `an author's ${start} hold what is not allowed: ${problem}`;
}

const FORBIDDEN =
  /\\|^--|^[*_]?(?:position|top|left|right|bottom|inset.*|z-index|.*behavior|.*binding|content|transform|.*filter|cursor|animation.*|transition.*|mask.*|clip.*)$/i;

/** What is found stands in the CSS, and rules that are inlined are whole ones. */
function sheetProblem(css: string): string | undefined {
  const sheet = readStyleSheet(css);
  const places = [...sheet.errors, ...sheet.skipped, ...sheet.dependent(), ...readStyleAttribute(css)];
  const outside = places.find(
    ({ start, end }) => start < 0 || start > css.length || end < start || end > css.length + 1,
  );
  if (outside !== undefined) return `a finding outside of the CSS: ${outside.start} to ${outside.end} of ${css.length}`;
  if (sheet.errors.length > 0) return undefined;
  const broken = sheet.inlinable.find(({ text }) => readStyleSheet(text).errors.length > 0);
  return broken && `a rule that is inlined is broken: ${broken.text}`;
}
