import type { Instruction, Program } from "../artifact/instructions.js";
import type { BlockHole, Branch, Hole } from "../layout/punch.js";
import type { ExpressionNode } from "../syntax/nodes.js";
import { lowerBlock, lowerDecision } from "./block.js";
import type { ChoicePiece, Piece } from "./decision.js";
import { type Entry, foldScopes, realBranch, scopesAround } from "./scopes.js";
import type { Tables } from "./tables.js";
import { lowerValue } from "./text.js";

export interface LoweredPieces {
  readonly program: Program;
  /** Holes that arrived. */
  readonly arrived: ReadonlySet<Hole>;
  /** Those of them that left the branch in which they were written. */
  readonly strayed: ReadonlySet<Hole>;
  /** Those that arrived in a loop or `with` in which they were not written, where their path means something else. */
  readonly rescoped: ReadonlySet<Hole>;
}

/** Turns pieces with block tags and choices among them into nested instructions. */
export function lowerPieces(pieces: readonly Piece[], tables: Tables): LoweredPieces {
  const arrived = new Set<Hole>();
  const strayed = new Set<Hole>();
  const rescoped = new Set<Hole>();
  return { program: lowerLevel(pieces, undefined), arrived, strayed, rescoped };

  function lowerLevel(level: readonly Piece[], branch: Branch | undefined): Program {
    return foldScopes(lowerEntries(level, branch), tables);
  }

  function lowerEntries(level: readonly Piece[], branch: Branch | undefined): readonly Entry[] {
    const stack: Level[] = [{ branch, entries: [] }];
    for (const piece of level) {
      const top = stack.at(-1);
      if (top === undefined) break;
      if (piece.type === "block") readBlockTag(piece.hole, top, stack);
      else if (piece.type === "choice") top.entries.push(lowerChoice(piece, top.branch));
      else top.entries.push(lowerPiece(piece, top.branch));
    }
    // Blocks left open were reported as strayed where their tags did not fit.
    return stack[0]?.entries ?? [];
  }

  function lowerChoice({ decision, isInside, arms }: ChoicePiece, branch: Branch | undefined): Entry {
    const scopes = scopesAround(decision.hole);
    const programs = arms.map((arm) => {
      const entries = lowerEntries(arm, branch);
      const inner = entries.map((entry) => ({ ...entry, scopes: entry.scopes.slice(isInside ? scopes.length : 0) }));
      return foldScopes(inner, tables);
    });
    if (isInside) return { instruction: lowerDecision(decision, programs, tables), scopes, neutral: false };
    const picks = arms.map((_, index): Program => [["pick", index]]);
    const question = foldScopes(
      [{ instruction: lowerDecision(decision, picks, tables), scopes, neutral: false }],
      tables,
    );
    return { instruction: ["picked", question, programs], scopes: [], neutral: false };
  }

  function arrive(hole: Hole, branch: Branch | undefined): void {
    arrived.add(hole);
    const scope = scopeChange(hole.branch, branch);
    if (scope === "strayed") strayed.add(hole);
    else if (scope === "other" && !isSameInEveryScope(hole)) rescoped.add(hole);
  }

  function readBlockTag(hole: BlockHole, top: Level, stack: Level[]): void {
    arrived.add(hole);
    if (hole.type === "open") {
      arrive(hole, top.branch);
      stack.push({ branch: { block: hole.node, arm: "body", outer: top.branch }, entries: [], hole });
    } else if (top.hole?.node !== hole.node || stack.length === 1) {
      strayed.add(hole);
    } else if (hole.type === "else") {
      top.body = foldScopes(top.entries, tables);
      top.entries = [];
      top.branch = { block: hole.node, arm: "otherwise", outer: top.branch?.outer };
    } else {
      stack.pop();
      const last = foldScopes(top.entries, tables);
      const [body, otherwise] = top.body === undefined ? [last, []] : [top.body, last];
      const instruction = lowerBlock(hole.node, { body, otherwise }, tables);
      stack.at(-1)?.entries.push({ instruction, scopes: scopesAround(hole), neutral: false });
    }
  }

  function lowerPiece(piece: PlainPiece | ValueSegment, branch: Branch | undefined): Entry {
    if (piece.type !== "value")
      return { instruction: lowerPlain(piece, branch), scopes: [], neutral: isNeutral(piece) };
    const { hole } = piece;
    arrive(hole, branch);
    return { instruction: lowerValue(hole.node, piece.escape, tables), scopes: scopesAround(hole), neutral: false };
  }

  function lowerPlain(piece: PlainPiece, branch: Branch | undefined): Instruction {
    switch (piece.type) {
      case "static":
        return tables.string(piece.text);
      case "margin":
        return ["margin", piece.lines];
      case "line":
        return ["line"];
      case "cell":
        return ["cell"];
      case "link":
        return ["link", lowerLevel(piece.body, branch), lowerLevel(piece.href, branch)];
      case "list":
        return ["list", piece.first, lowerLevel(piece.body, branch)];
      case "quote":
        return ["quote", tables.string("> "), lowerLevel(piece.body, branch)];
      case "item":
        return ["item", lowerLevel(piece.body, branch)];
      case "pre":
        return ["pre", lowerLevel(piece.body, branch)];
    }
  }
}

type ValueSegment = Extract<Piece, { type: "value" }>;
type PlainPiece = Exclude<Piece, { type: "block" | "value" | "choice" }>;

/** Whether a piece means the same in every scope. */
function isNeutral({ type }: PlainPiece): boolean {
  return type === "static" || type === "margin" || type === "line" || type === "cell";
}

interface Level {
  branch: Branch | undefined;
  entries: Entry[];
  /** The body of the block when its else part is being read. */
  body?: Program;
  readonly hole?: BlockHole;
}

/**
 * What has become of the branch in which a hole was written, where the hole arrived. MJML and the inliner copy default
 * attributes and rules deeper into blocks: an arm of an `if` has the scope of what is around it, and so has an `else`;
 * the body of a loop or `with` has another one.
 */
function scopeChange(from: Branch | undefined, arrived: Branch | undefined): "same" | "other" | "strayed" {
  const written = realBranch(from);
  if (arrived === undefined) return written === undefined ? "same" : "strayed";
  if (written?.block === arrived.block) {
    return written.arm === arrived.arm ? scopeChange(written.outer, arrived.outer) : "strayed";
  }
  const around = scopeChange(written, arrived.outer);
  const { kind } = arrived.block;
  const keepsScope = arrived.arm === "otherwise" || kind === "if" || kind === "unless";
  return around === "same" && !keepsScope ? "other" : around;
}

/** Whether an expression means the same in every scope: `{{@root.name}}`, or a literal. */
function isSameInEveryScope({ node }: Hole): boolean {
  if (node.type === "Line" || node.type === "Embedded") return false;
  const expression = node.type === "Value" ? node.expression : node.subject;
  return expression === undefined || isFromRoot(expression);
}

function isFromRoot(expression: ExpressionNode): boolean {
  switch (expression.type) {
    case "Literal":
      return true;
    case "Path":
      return expression.data && expression.names[0] === "root";
    case "Param":
      return false;
    case "Call":
      return expression.args.every(isFromRoot) && expression.hash.every(({ value }) => isFromRoot(value));
  }
}
