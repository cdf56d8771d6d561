import type { Instruction, Program } from "../artifact/instructions.js";
import type { Branch, Hole } from "../layout/punch.js";
import { type ExpandedBlockNode, isScopeOnly } from "../syntax/nodes.js";
import { lowerBlock } from "./block.js";
import type { Tables } from "./tables.js";

/**
 * An instruction with the scopes that it needs around it, outermost first. Such scopes have no tags in the HTML: a
 * partial may open in one place of a document and end in another where no tag could stand.
 */
export interface Entry {
  readonly instruction: Instruction;
  readonly scopes: readonly ExpandedBlockNode[];
  /** Whether it means the same in every scope, so that a scope may reach over it. */
  readonly neutral: boolean;
}

/** The scopes between a hole and the block with tags around it. */
export function scopesAround(hole: Hole): readonly ExpandedBlockNode[] {
  const scopes: ExpandedBlockNode[] = [];
  for (let branch = hole.branch; branch !== undefined && isScopeOnly(branch.block); branch = branch.outer) {
    scopes.unshift(branch.block);
  }
  return scopes;
}

/** The innermost branch of a block that has tags. */
export function realBranch(branch: Branch | undefined): Branch | undefined {
  let real = branch;
  while (real !== undefined && isScopeOnly(real.block)) real = real.outer;
  return real;
}

/** Puts the scopes around their instructions; neighbours in the same scope share it. */
export function foldScopes(entries: readonly Entry[], tables: Tables): Program {
  return foldAt(entries, 0, tables);
}

function foldAt(entries: readonly Entry[], depth: number, tables: Tables): Program {
  const program: Instruction[] = [];
  for (let start = 0; start < entries.length; ) {
    const entry = entries[start];
    const scope = entry?.scopes[depth];
    if (entry === undefined || scope === undefined) {
      if (entry !== undefined) program.push(entry.instruction);
      start++;
    } else {
      const end = endOfScope(entries, start, { scope, depth });
      const body = foldAt(entries.slice(start, end), depth + 1, tables);
      program.push(lowerBlock(scope, { body, otherwise: [] }, tables));
      start = end;
    }
  }
  return program;
}

function endOfScope(
  entries: readonly Entry[],
  start: number,
  { scope, depth }: { readonly scope: ExpandedBlockNode; readonly depth: number },
): number {
  let end = start + 1;
  for (let next = end; next < entries.length; next++) {
    const entry = entries[next];
    if (entry?.scopes[depth] === scope) end = next + 1;
    else if (entry?.neutral !== true) break;
  }
  return end;
}
