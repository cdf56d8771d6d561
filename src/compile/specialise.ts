import { type Known, type Listed, type Outcomes, outcomesOf } from "../analyze/outcomes.js";
import { type Diagnostic, hasErrors, withoutRepeats } from "../diagnostics/diagnostic.js";
import { type Demand, quoteHole } from "../layout/findings.js";
import type { LaidOut } from "../layout/laid-out.js";
import { layOut } from "../layout/lay-out.js";
import { layOutContent, putIn, standsApart } from "../layout/lay-out-content.js";
import { layOutHtml } from "../layout/lay-out-html.js";
import { type Hole, type Punched, punch } from "../layout/punch.js";
import { armsAround, type Decision, type DecisionForm, describeBlock, type Variants } from "../lower/decision.js";
import { foldSeparators } from "../lower/fold-separators.js";
import type { Span } from "../source/source-file.js";
import { describeMeaning, type ExpandedNode, type ExpressionNode } from "../syntax/nodes.js";
import type { AssembledEmail } from "./assemble-email.js";
import { type CompileCache, layoutKey, relink } from "./cache.js";
import type { Limits } from "./limits.js";
import { copyNodes, type Outcome, settle } from "./settle.js";
import type { Sources } from "./sources.js";

/** The document with some of its outcomes known, laid out. */
export interface Variant {
  /** All that was written in it. */
  readonly holes: readonly Hole[];
  readonly laidOut: LaidOut;
}

/** In how many variants a document was laid out, and what chooses between them. */
export interface LayoutStats {
  readonly variants: number;
  /** Conditions, loops and values, as they are written, with the number of their outcomes. */
  readonly decisions: readonly { readonly text: string; readonly span: Span; readonly outcomes: number }[];
}

export interface Specialised {
  /** Undefined when something was reported. */
  readonly variants: Variants<Variant> | undefined;
  readonly layout: LayoutStats;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lays a document out, once when nothing structural depends on variables. Where something does, and all that it can come
 * to can be listed, the document is laid out for each outcome as if that had been filled in before.
 */
export async function specialise(
  { language, document }: Pick<AssembledEmail, "language" | "document">,
  known: Known,
  { limits, cache }: Pick<Sources, "limits" | "cache">,
): Promise<Specialised> {
  const early = new Set<string>();
  for (;;) {
    const search: Search = { language, known, limits, cache, early, diagnostics: [], decisions: new Map(), count: 0 };
    const before = early.size;
    const variants = await explore({ document: copyNodes(document), settled: [] }, search);
    // A block turned out to be in question after something inside of it was decided: once more, the other way round.
    if (early.size > before) continue;
    const layout = { variants: search.count, decisions: [...search.decisions.values()] };
    return { variants, layout, diagnostics: withoutRepeats(search.diagnostics) };
  }
}

interface Search {
  readonly language: AssembledEmail["language"];
  readonly known: Known;
  readonly limits: Limits;
  readonly cache: CompileCache;
  /** Blocks that are decided about before what is inside of them. */
  readonly early: Set<string>;
  readonly diagnostics: Diagnostic[];
  /** By what they ask, and where in the template. */
  readonly decisions: Map<string, LayoutStats["decisions"][number]>;
  /** Variants so far. */
  count: number;
}

interface Situation {
  readonly document: readonly ExpandedNode[];
  /** What was decided on the way here. */
  readonly settled: readonly Settled[];
}

interface Settled {
  readonly question: Question;
  readonly outcome: Outcome;
}

async function explore({ document, settled }: Situation, search: Search): Promise<Variants<Variant> | undefined> {
  const variant = await layOutDocument(document, search);
  const { laidOut } = variant;
  search.diagnostics.push(...laidOut.diagnostics, ...endless(laidOut.demands, search));
  const early = variant.holes.filter((hole) => hole.type === "open" && search.early.has(placeOf(hole.node)));
  const asked = [...early, ...laidOut.demands.map(({ hole }) => hole)];
  const questions = asked.flatMap((hole) => questionOf(hole, search) ?? []);
  if (hasErrors(search.diagnostics) || isLate(questions, settled, search)) return undefined;
  const [question] = questions;
  if (question === undefined) {
    search.count++;
    return search.count <= search.limits.variants ? { type: "leaf", leaf: variant } : tooMany(settled, search);
  }
  const known = answers(questions, settled);
  if (known.size > 0) return explore({ document: settle(document, known), settled }, search);
  return decide(question, questions, { document, settled }, search);
}

/** Notes blocks in question around what was decided before. */
function isLate(questions: readonly Question[], settled: readonly Settled[], { early }: Search): boolean {
  const before = early.size;
  for (const { decision } of questions) {
    const { node } = decision.hole;
    if (node.type !== "Block") continue;
    const place = placeOf(node);
    const isAround = ({ question }: Settled) => blocksAround(question.decision.hole).includes(place);
    if (settled.some(isAround)) early.add(place);
  }
  return early.size > before;
}

function blocksAround(hole: Hole): readonly string[] {
  const places: string[] = [];
  for (let { branch } = hole; branch !== undefined; branch = branch.outer) places.push(placeOf(branch.block));
  return places;
}

function placeOf({ span: { source, start } }: { readonly span: Span }): string {
  return `${source.path} ${start}`;
}

/** Lays a document out; where it can, its content apart from what is around it, which other messages share. */
async function layOutDocument(document: readonly ExpandedNode[], search: Search): Promise<Variant> {
  const apart = search.language === "mjml" ? await layOutApart(document, search) : undefined;
  if (apart !== undefined) return apart;
  const punched = punch(document);
  return { holes: [...punched.holes.values()], laidOut: await layOutOnce(punched, search) };
}

/** @returns undefined when the content is a part of the document, or there are errors, of which all are to be found. */
async function layOutApart(document: readonly ExpandedNode[], search: Search): Promise<Variant | undefined> {
  const around = punch(document, { embeds: "holes" });
  const holes = [...around.holes.values()];
  const [slot, ...others] = holes.filter(({ node }) => node.type === "Embedded");
  if (slot?.node.type !== "Embedded" || others.length > 0) return undefined;
  const content = punch(slot.node.body, { within: slot.branch });
  if (!standsApart(content)) return undefined;
  const outer = await layOutOnce(around, search);
  const isRefused = outer.demands.some(({ hole }) => hole.node.type === "Embedded");
  if (hasErrors(outer.diagnostics) || isRefused) return undefined;
  const rest = holes.filter((hole) => hole !== slot);
  if (outer.demands.length > 0) return { holes: rest, laidOut: outer };
  const inner = outer.slot && layOutContent(content, outer.slot, search.limits.elementDepth);
  if (inner === undefined || hasErrors(inner.diagnostics)) return undefined;
  return { holes: [...rest, ...content.holes.values()], laidOut: putIn(outer, inner) };
}

/** Lays a document out, unless an earlier compile did. */
async function layOutOnce(punched: Punched, search: Search): Promise<LaidOut> {
  const { layouts } = search.cache;
  const key = search.language + layoutKey(punched, search.cache);
  const known = layouts.get(key);
  if (known !== undefined) return relink(known, punched);
  const isListed = (hole: Hole) => listOf(hole, search).type !== "endless";
  const options = { maxDepth: search.limits.elementDepth, isListed };
  const laidOut = search.language === "mjml" ? await layOut(punched, options) : layOutHtml(punched, options);
  // A document around a content is put together with many of them.
  const kept = laidOut.slot === undefined ? laidOut : { ...laidOut, text: foldSeparators(laidOut.text) };
  if (laidOut.demands.length === 0) layouts.set(key, kept, key.length);
  return kept;
}

/** One variant, or several of them, for each outcome of a question. */
async function decide(
  question: Question,
  questions: readonly Question[],
  { document, settled }: Situation,
  search: Search,
): Promise<Variants<Variant> | undefined> {
  const { decision } = question;
  const { span } = decision.hole.node;
  search.decisions.set(`${span.source.path} ${span.start} ${question.meaning}`, {
    text: span.source.text.slice(span.start, span.end),
    span,
    outcomes: question.outcomes.length,
  });
  const outcomes: Variants<Variant>[] = [];
  for (const outcome of question.outcomes) {
    const now = [...settled, { question, outcome }];
    const variant = await explore({ document: settle(document, answers(questions, now)), settled: now }, search);
    if (variant === undefined) return undefined;
    outcomes.push(variant);
  }
  const [only] = outcomes;
  return outcomes.length === 1 && only !== undefined ? only : { type: "choice", decision, outcomes };
}

/** What has to be known about a hole. */
interface Question {
  readonly decision: Decision;
  readonly outcomes: readonly Outcome[];
  /** Equal for questions with the same answer, but for the blocks around them. */
  readonly meaning: string;
  readonly arms: readonly string[];
}

function questionOf(hole: Hole, search: Search): Question | undefined {
  const domain = listOf(hole, search);
  if (domain.type === "endless") return undefined;
  const form = formOf(domain, hole);
  const subject = subjectOf(domain);
  return {
    decision: { hole, subject, form },
    outcomes: listOutcomes(domain),
    meaning: describeMeaning([subject, form, scopesOf(hole), domain.type === "known" && domain.holds]),
    arms: armsAround(hole.branch),
  };
}

function listOf({ node, branch }: Hole, { known }: Search): Listed {
  return outcomesOf(node, branch, known);
}

/** The blocks around a hole that change what its paths mean. */
function scopesOf({ branch }: Hole): readonly string[] {
  const scopes: string[] = [];
  for (let place = branch; place !== undefined; place = place.outer) {
    const { kind } = place.block;
    if (place.arm === "body" && kind !== "if" && kind !== "unless") scopes.push(describeBlock(place.block));
  }
  return scopes;
}

function formOf(domain: Outcomes, { node }: Hole): DecisionForm {
  switch (domain.type) {
    case "condition":
    case "known":
      return { type: "condition" };
    case "presence":
      return { type: "presence" };
    case "count":
      return { type: "count", max: domain.max, required: isRequired(node) };
    case "values":
      return { type: "values", values: domain.values };
  }
}

/** A loop without else part needs its list; a section does not. */
function isRequired(node: Hole["node"]): boolean {
  return node.type === "Block" && node.kind === "each" && node.otherwise.length === 0;
}

const NOTHING: ExpressionNode = { type: "Literal", value: null };

function subjectOf(domain: Outcomes): ExpressionNode {
  switch (domain.type) {
    case "condition":
    case "presence":
      return domain.subject;
    case "known":
      return NOTHING;
    case "count":
      return domain.list;
    case "values":
      return domain.expression;
  }
}

function listOutcomes(domain: Outcomes): readonly Outcome[] {
  switch (domain.type) {
    case "condition":
    case "presence":
      return [true, false].map((holds) => ({ type: "condition", holds }));
    case "known":
      return [{ type: "condition", holds: domain.holds }];
    case "count":
      return Array.from({ length: domain.max + 1 }, (_, count) => ({ type: "count", count }));
    case "values":
      return domain.values.map((text) => ({ type: "value", text }));
  }
}

/** Nodes whose outcome is known: one question was answered further out, where it has the same answer. */
function answers(questions: readonly Question[], settled: readonly Settled[]): ReadonlyMap<ExpandedNode, Outcome> {
  const known = new Map<ExpandedNode, Outcome>();
  for (const { decision, meaning, arms } of questions) {
    const found = settled.find(
      ({ question }) => question.meaning === meaning && question.arms.every((arm, index) => arm === arms[index]),
    );
    if (found !== undefined) known.set(decision.hole.node, found.outcome);
  }
  return known;
}

/** Demands that cannot be met, with what would let them. */
function endless(demands: readonly Demand[], search: Search): readonly Diagnostic[] {
  return demands.flatMap(({ hole, diagnostic }) => {
    const listed = listOf(hole, search);
    if (listed.type !== "endless") return [];
    const help = [listed.help, diagnostic.help].filter((part) => part !== undefined).join("; or ");
    return [{ ...diagnostic, help }];
  });
}

function tooMany(settled: readonly Settled[], search: Search): undefined {
  const [first] = settled;
  const conditions = [...new Set(settled.map(({ question }) => quoteHole(question.decision.hole)))].join(", ");
  const limit = search.limits.variants;
  search.diagnostics.push({
    code: "too-many-variants",
    severity: "error",
    message: `the layout has more than ${limit} variants; it depends on ${conditions}`,
    help: "let fewer conditions change the layout, put some around whole sections, or raise the limit `variants`",
    ...(first && { span: first.question.decision.hole.node.span }),
  });
  return undefined;
}
