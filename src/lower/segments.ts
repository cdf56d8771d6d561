import type { Instruction, Program } from "../artifact/instructions.js";
import type { TextPiece } from "../layout/plain-text.js";
import type { BlockHole, Branch, Hole } from "../layout/punch.js";
import { lowerBlock } from "./block.js";
import type { Tables } from "./tables.js";
import { lowerValue } from "./text.js";

export interface LoweredPieces {
  readonly program: Program;
  /** Holes that arrived, and those that arrived outside of the branch in which they were written. */
  readonly arrived: ReadonlySet<Hole>;
  readonly strayed: ReadonlySet<Hole>;
}

/** Turns pieces with block tags among them into nested instructions. */
export function lowerPieces(pieces: readonly TextPiece[], tables: Tables): LoweredPieces {
  const arrived = new Set<Hole>();
  const strayed = new Set<Hole>();
  return { program: lowerLevel(pieces, undefined), arrived, strayed };

  function lowerLevel(level: readonly TextPiece[], branch: Branch | undefined): Program {
    const stack: Level[] = [{ branch, instructions: [] }];
    for (const piece of level) {
      const top = stack.at(-1);
      if (top === undefined) break;
      if (piece.type === "block") readBlockTag(piece.hole, top, stack);
      else append(top, lowerPiece(piece, top.branch));
    }
    // Blocks left open were reported as strayed where their tags did not fit.
    return stack[0]?.instructions ?? [];
  }

  function readBlockTag(hole: BlockHole, top: Level, stack: Level[]): void {
    arrived.add(hole);
    if (hole.type === "open") {
      if (!sameBranch(hole.branch, top.branch)) strayed.add(hole);
      stack.push({ branch: { block: hole.node, arm: "body", outer: top.branch }, instructions: [], hole });
    } else if (top.hole?.node !== hole.node || stack.length === 1) {
      strayed.add(hole);
    } else if (hole.type === "else") {
      top.body = top.instructions;
      top.instructions = [];
      top.branch = { block: hole.node, arm: "otherwise", outer: hole.branch };
    } else {
      stack.pop();
      const [body, otherwise] = top.body === undefined ? [top.instructions, []] : [top.body, top.instructions];
      append(stack.at(-1), lowerBlock(hole.node, { body, otherwise }, tables));
    }
  }

  function lowerPiece(piece: Exclude<TextPiece, { type: "block" }>, branch: Branch | undefined): Instruction {
    switch (piece.type) {
      case "static":
        return tables.string(piece.text);
      case "value": {
        const { hole } = piece;
        arrived.add(hole);
        if (!sameBranch(hole.branch, branch)) strayed.add(hole);
        return lowerValue(hole.node, piece.escape, tables);
      }
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

interface Level {
  branch: Branch | undefined;
  instructions: Instruction[];
  /** The body of the block when its else part is being read. */
  body?: Instruction[];
  readonly hole?: BlockHole;
}

function append(level: Level | undefined, instruction: Instruction): void {
  level?.instructions.push(instruction);
}

function sameBranch(a: Branch | undefined, b: Branch | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.block === b.block && a.arm === b.arm && sameBranch(a.outer, b.outer);
}
