import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createFindings, type Findings } from "../layout/findings.js";
import { tokenizeHtml } from "../layout/html.js";
import type { HtmlOpenTag } from "../layout/html-token.js";
import { afterCloseTag, afterOpenTag, type OpenElements } from "../layout/open-elements.js";
import type { Span } from "../source/source-file.js";
import type { ContentEdge, ExpandedNode } from "../syntax/nodes.js";

/**
 * Puts the components around embedded contents that they lack at the place where they stand: HTML in a body gets a
 * section, a column and a text. What fits nowhere there is reported.
 */
export function embedContents(
  nodes: readonly ExpandedNode[],
  places: Places,
): { readonly nodes: readonly ExpandedNode[]; readonly diagnostics: readonly Diagnostic[] } {
  const flat = flatten(nodes);
  const findings = createFindings();
  if (flat.edges.length === 0) return { nodes, diagnostics: [] };
  const wraps = wrapsOf(flat, places, findings);
  return { nodes: replaceEdges(nodes, wraps.values()), diagnostics: findings.diagnostics };
}

/** Whether the content of a component of MJML is HTML. */
type TakesHtml = (component: string) => boolean;

/** A document as one text, in which a value is a letter, with the edges of what is embedded. */
interface Flat {
  readonly text: string;
  readonly edges: readonly FlatEdge[];
  /** Where each stretch of the text was written. */
  readonly spans: readonly { readonly start: number; readonly span: Span }[];
}

interface FlatEdge extends ContentEdge {
  readonly offset: number;
  readonly span: Span;
}

function flatten(nodes: readonly ExpandedNode[]): Flat {
  const edges: FlatEdge[] = [];
  const spans: { start: number; span: Span }[] = [];
  let text = "";
  walk(nodes);
  return { text, edges, spans };

  function walk(siblings: readonly ExpandedNode[]): void {
    for (const node of siblings) {
      if (node.type === "Block") {
        walk(node.body);
        walk(node.otherwise);
      } else if (node.type === "Indented" || node.type === "Embedded") {
        walk(node.body);
      } else {
        if (node.type === "Text" && node.edge) edges.push({ ...node.edge, offset: text.length, span: node.span });
        spans.push({ start: text.length, span: node.span });
        text += node.type === "Text" ? node.value : "x";
      }
    }
  }
}

/** The texts that take the place of the edges, in order. */
function wrapsOf(flat: Flat, places: Places, findings: Findings): readonly string[] {
  const wraps = flat.edges.map(() => "");
  const around: FlatEdge[] = [];
  for (const [index, edge] of flat.edges.entries()) {
    if (edge.at === "end") {
      around.pop();
      continue;
    }
    const last = endOf(flat.edges, index);
    const isInHtml = around.some(({ kind }) => kind === "html");
    around.push(edge);
    const place = isInHtml ? IN_HTML : places.after(flat.text.slice(0, edge.offset));
    const end = flat.edges[last]?.offset ?? flat.text.length;
    const [before, after] = wrapOf({ edge, end, flat }, place, findings);
    wraps[index] = before;
    wraps[last] = after;
  }
  return wraps;
}

function tagsBetween(text: string, start: number, end: number): readonly Tag[] {
  return tokenizeHtml(text.slice(start, end)).flatMap((token) =>
    token.type === "open" || token.type === "close"
      ? [{ ...token, start: token.start + start, end: token.end + start }]
      : [],
  );
}

/** What stands around a place, from the text before it. */
export interface Places {
  after(text: string): Place;
}

interface KnownPlaces {
  get(text: string): Place | undefined;
  set(text: string, place: Place, length: number): unknown;
}

/** @param known Places that were looked at before; the text before a slot is the same in every message. */
export function createPlaces(takesHtml: TakesHtml, known: KnownPlaces = new Map<string, Place>()): Places {
  return {
    after(text) {
      const found = known.get(text);
      if (found !== undefined) return found;
      const place = findPlace(text, takesHtml);
      known.set(text, place, text.length);
      return place;
    },
  };
}

function findPlace(text: string, takesHtml: TakesHtml): Place {
  let open: OpenElements;
  for (const tag of tagsBetween(text, 0, text.length)) {
    if (tag.type === "close") open = afterCloseTag(open, tag.name);
    else if (!(tag.selfClosing && tag.name.startsWith("mj-"))) open = afterOpenTag(open, tag);
  }
  return placeOf(open, takesHtml);
}

/** The edge at which ends what begins at another. */
function endOf(edges: readonly FlatEdge[], start: number): number {
  let depth = 0;
  for (const [index, { at }] of edges.entries()) {
    if (index < start) continue;
    depth += at === "start" ? 1 : -1;
    if (depth === 0) return index;
  }
  return edges.length;
}

/** How much must be around a content: nothing, `mj-text`, `mj-column`, `mj-section`. */
type Level = 0 | 1 | 2 | 3;

export interface Place {
  /** What may stand there; undefined where neither HTML nor components in general may stand. */
  readonly takes: Level | undefined;
  readonly name: string;
}

const IN_HTML: Place = { takes: 0, name: "HTML" };
const PLACES: Readonly<Record<string, Level>> = {
  "mj-body": 3,
  "mj-wrapper": 3,
  "mj-section": 2,
  "mj-group": 2,
  "mj-column": 1,
  "mj-hero": 1,
};
const LEVELS: Readonly<Record<string, Level>> = {
  "mj-section": 3,
  "mj-wrapper": 3,
  "mj-hero": 3,
  "mj-column": 2,
  "mj-group": 2,
};
const WRAPPERS = ["mj-text", "mj-column", "mj-section"] as const;

/** Where something is embedded, by the component around it. */
function placeOf(open: OpenElements, takesHtml: TakesHtml): Place {
  let place: Place | undefined;
  for (let element = open; element !== undefined; element = element.outer) {
    const { name } = element;
    if (name.startsWith("mj-") && takesHtml(name)) place = { takes: 0, name };
    else if (name === "mjml" || name.startsWith("mj-")) place ??= { takes: PLACES[name], name };
  }
  return place ?? IN_HTML;
}

interface Content {
  readonly edge: FlatEdge;
  readonly end: number;
  readonly flat: Flat;
}

type Tag = Extract<ReturnType<typeof tokenizeHtml>[number], { type: "open" | "close" }>;

const NOTHING = ["", ""] as const;

function wrapOf(content: Content, place: Place, findings: Findings): readonly [before: string, after: string] {
  const { edge, end, flat } = content;
  if (flat.text.slice(edge.offset, end).trim() === "") return NOTHING;
  const level = edge.kind === "html" ? levelOfHtml(content, place, findings) : levelOfMjml(content, place, findings);
  if (level === undefined) return NOTHING;
  if (place.takes === undefined) {
    if (level > 0) return NOTHING;
    const message = `HTML stands directly in \`${place.name}\``;
    findings.error(
      "misplaced-content",
      edge.span,
      message,
      "move `{{{@content}}}` into a text, column, section or body",
    );
    return NOTHING;
  }
  const wrappers = WRAPPERS.slice(level, place.takes);
  return [
    wrappers
      .map((name) => `<${name}>`)
      .reverse()
      .join(""),
    wrappers.map((name) => `</${name}>`).join(""),
  ];
}

function levelOfHtml({ edge, end, flat }: Content, place: Place, findings: Findings): Level | undefined {
  if (!/<mj-/i.test(flat.text.slice(edge.offset, end))) return 0;
  const tags = tagsBetween(flat.text, edge.offset, end);
  const stray = tags.find((tag) => tag.type === "open" && tag.name.startsWith("mj-"));
  if (stray === undefined) return 0;
  const message = `\`<${stray.name}>\` stands in HTML${place === IN_HTML ? "" : `, in \`${place.name}\``}`;
  const help = "let the content be HTML alone, or components of MJML alone";
  findings.error("misplaced-content", spanAt(flat, stray), message, help);
  return undefined;
}

/** The level of the components that a content consists of, if it is the same for all and not too high for the place. */
function levelOfMjml(content: Content, place: Place, findings: Findings): Level | undefined {
  const { flat } = content;
  let level: Level | undefined;
  for (const tag of componentsOf(content)) {
    const own = tag.name.startsWith("mj-") ? (LEVELS[tag.name] ?? 1) : 0;
    const isMixed = level !== undefined && own !== level;
    level ??= own;
    const isTooHigh = place.takes !== undefined && own > place.takes;
    if (!isMixed && !isTooHigh && own > 0) continue;
    const where = place === IN_HTML ? "HTML" : `\`${place.name}\``;
    const message = isTooHigh
      ? `\`<${tag.name}>\` cannot stand in ${where}, where the content is embedded`
      : `\`<${tag.name}>\` stands beside components of another level`;
    const help = isTooHigh
      ? "write what may stand there, or move `{{{@content}}}`"
      : "put it into a section as the others are";
    findings.error("misplaced-content", spanAt(flat, tag), message, help);
    return undefined;
  }
  return level;
}

/** The outermost tags of a content; `mj-raw` may stand anywhere. */
function componentsOf({ edge, end, flat }: Content): readonly HtmlOpenTag[] {
  const found: HtmlOpenTag[] = [];
  let open: OpenElements;
  for (const tag of tagsBetween(flat.text, edge.offset, end)) {
    if (tag.type === "close") open = afterCloseTag(open, tag.name);
    else {
      if (open === undefined && tag.name !== "mj-raw") found.push(tag);
      if (!(tag.selfClosing && tag.name.startsWith("mj-"))) open = afterOpenTag(open, tag);
    }
  }
  return found;
}

/** Where the name of a tag was written. */
function spanAt({ spans }: Flat, tag: Tag): Span | undefined {
  const found = spans.findLast(({ start }) => start <= tag.start);
  if (found === undefined) return undefined;
  const { source, start, end } = found.span;
  const from = Math.min(start + tag.start - found.start, end - 1);
  return { source, start: from, end: Math.min(end, from + tag.name.length + 1) };
}

/** Puts texts in the place of the edges, in order; what is between the edges of HTML becomes one node. */
function replaceEdges(nodes: readonly ExpandedNode[], texts: Iterator<string>): readonly ExpandedNode[] {
  const replaced: ExpandedNode[] = [];
  const starts: number[] = [];
  for (const node of nodes) {
    if (node.type !== "Text" || node.edge === undefined) {
      replaced.push(replaceInside(node, texts));
      continue;
    }
    const value: string = texts.next().value ?? "";
    const wrap: readonly ExpandedNode[] = value === "" ? [] : [{ type: "Text", value, span: node.span, derived: true }];
    if (node.edge.at === "start") {
      starts.push(replaced.push(...wrap));
    } else {
      const body = replaced.splice(starts.pop() ?? replaced.length);
      replaced.push(...(node.edge.kind === "html" ? [embedded(body, node.span)] : body), ...wrap);
    }
  }
  return replaced;
}

function embedded(body: readonly ExpandedNode[], span: Span): ExpandedNode {
  return { type: "Embedded", body, span };
}

function replaceInside(node: ExpandedNode, texts: Iterator<string>): ExpandedNode {
  if (node.type === "Indented" || node.type === "Embedded") return { ...node, body: replaceEdges(node.body, texts) };
  if (node.type !== "Block") return node;
  const body = replaceEdges(node.body, texts);
  return { ...node, body, otherwise: replaceEdges(node.otherwise, texts) };
}

/** Marks the beginning and the end of something that is embedded. */
export function withEdges(
  nodes: readonly ExpandedNode[],
  kind: ContentEdge["kind"],
  span: Span,
): readonly ExpandedNode[] {
  const edge = (at: ContentEdge["at"]): ExpandedNode => ({ type: "Text", value: "", span, edge: { at, kind } });
  return [edge("start"), ...nodes, edge("end")];
}

/** Whether a content begins with a component of MJML. */
export function beginsWithComponent(nodes: readonly ExpandedNode[]): boolean {
  return /^(?:\s|<!--(?:(?!-->)[\s\S])*-->)*<mj-/.test(flatten(nodes).text);
}
