import type { TextPiece } from "../layout/plain-text.js";
import { align, type Step } from "./align.js";
import { type Atom, describeAtom, describeHead, toAtom, toAtoms, toPieces } from "./atoms.js";
import { armsAround, type Decision, describeArm, describeBlock, type Piece, type Variants } from "./decision.js";
import { orderDecisions } from "./order-decisions.js";
import { scopesAround } from "./scopes.js";
import { partAtHead, uniteHeads } from "./unite-heads.js";

/** A part as one, with choices where its variants differ. */
export interface Merged {
  readonly pieces: readonly Piece[];
  /** Decisions that also change what lies outside of the block in which they are taken. */
  readonly conflicts: readonly Decision[];
}

/**
 * Joins the variants of a part: what they share is there once. Where they differ there is a choice, in the block in
 * which the decision was written, because only there its variables mean what they mean, and are asked for.
 */
export function mergeVariants(variants: Variants<readonly TextPiece[]>, part: "html" | "text"): Merged {
  if (variants.type === "leaf") return { pieces: variants.leaf, conflicts: [] };
  const conflicts: Decision[] = [];
  return { pieces: toPieces(merge(orderDecisions(variants))), conflicts };

  function merge(tree: Variants<readonly TextPiece[]>): readonly Atom[] {
    if (tree.type === "leaf") return toAtoms(tree.leaf);
    const { decision } = tree;
    const mergeParts = part === "html" ? mergeDocuments : mergeLevel;
    const merged = mergeParts(tree.outcomes.map(merge), armsAround(decision.hole.branch), decision);
    if (merged === undefined) conflicts.push(decision);
    return merged ?? [];
  }
}

/** Outside of the loop or condition in which a decision is taken, the head may have what any of its outcomes needs. */
function mergeDocuments(
  variants: readonly (readonly Atom[])[],
  arms: readonly string[],
  decision: Decision,
): readonly Atom[] | undefined {
  const parted = variants.flatMap((atoms) => partAtHead(atoms) ?? []);
  if (arms.length === 0 || parted.length < variants.length) return mergeLevel(variants, arms, decision);
  const before = mergeLevel(
    parted.map((part) => part.before),
    arms,
    decision,
  );
  const after = mergeLevel(
    parted.map((part) => part.after),
    arms,
    decision,
  );
  const head = uniteHeads(parted);
  return before && head && after && [...before, ...head, ...after];
}

/**
 * @param arms What is still between this level and the block of the decision.
 * @returns undefined when the variants differ outside of it.
 */
function mergeLevel(
  variants: readonly (readonly Atom[])[],
  arms: readonly string[],
  decision: Decision,
): readonly Atom[] | undefined {
  const isHere = arms.length === 0;
  const merged: Atom[] = [];
  const steps = align(variants, isHere ? describeAtom : describeHead);
  for (const step of isHere ? joinNear(steps) : steps) {
    const atoms =
      "same" in step ? mergeSame(step.same, arms, decision) : mergeDifferent(step.different, isHere, decision);
    if (atoms === undefined) return undefined;
    merged.push(...atoms);
  }
  return merged;
}

/** Text between two choices that is shorter than this is in both: asking twice costs more. */
const NEAR = 40;

function joinNear(steps: readonly Step<Atom>[]): readonly Step<Atom>[] {
  const joined: Step<Atom>[] = [];
  let gap: Step<Atom>[] = [];
  let length = 0;
  for (const step of steps) {
    const [atom] = "same" in step ? step.same : [];
    const last = joined.at(-1);
    if (atom !== undefined && last !== undefined && "different" in last) {
      gap.push(step);
      length += atom.type === "text" ? atom.text.length : NEAR;
      if (length < NEAR) continue;
      joined.push(...gap);
    } else if ("different" in step && last !== undefined && "different" in last) {
      const between = gap.flatMap((each) => ("same" in each ? each.same.slice(0, 1) : []));
      const different = last.different.map((atoms, at) => [...atoms, ...between, ...(step.different[at] ?? [])]);
      joined[joined.length - 1] = { different };
    } else {
      joined.push(step);
    }
    gap = [];
    length = 0;
  }
  return [...joined, ...gap];
}

/** Atoms of which at least the heads are equal. */
function mergeSame(atoms: readonly Atom[], arms: readonly string[], decision: Decision): readonly Atom[] | undefined {
  const [first] = atoms;
  if (first === undefined || atoms.every((atom) => describeAtom(atom) === describeAtom(first)))
    return atoms.slice(0, 1);
  const within = (bodies: readonly (readonly Atom[])[], arm: string | undefined) =>
    mergeLevel(bodies, arm === arms[0] ? arms.slice(1) : arms, decision);
  if (first.type === "group") {
    const body = within(
      atoms.flatMap((atom) => (atom.type === "group" ? [atom.body] : [])),
      undefined,
    );
    return body && [{ ...first, body }];
  }
  const blocks = atoms.flatMap((atom) => (atom.type === "block" ? [atom] : []));
  if (first.type !== "block" || blocks.length < atoms.length) return undefined;
  const arm = (["body", "otherwise"] as const).find((name) => describeArm(first.open.node, name) === arms[0]);
  if (arm === undefined) return undefined;
  const body =
    arm === "body"
      ? within(
          blocks.map((block) => block.body),
          arms[0],
        )
      : first.body;
  const otherwise =
    arm === "otherwise"
      ? within(
          blocks.map((block) => block.otherwise),
          arms[0],
        )
      : first.otherwise;
  return body && otherwise && [{ ...first, body, otherwise }];
}

function mergeDifferent(
  chunks: readonly (readonly Atom[])[],
  isHere: boolean,
  decision: Decision,
): readonly Atom[] | undefined {
  if (!isHere) return undefined;
  const scopes = scopesAround(decision.hole).map(describeBlock);
  // A section that asks changes the scope, and loops when it meets a list.
  const isInside = decision.form.type !== "presence" && chunks.flat().every((atom) => isWithin(atom, scopes));
  return [toAtom({ type: "choice", decision, isInside, arms: chunks.map(toPieces) })];
}

/** Whether everything in an atom is in the scopes of a decision, so that the choice can be made in them. */
function isWithin(atom: Atom, scopes: readonly string[]): boolean {
  if (scopes.length === 0) return true;
  switch (atom.type) {
    case "text":
      return true;
    case "block":
      return startsWith(scopesAround(atom.open).map(describeBlock), scopes);
    case "group":
      return atom.body.every((inner) => isWithin(inner, scopes));
    case "piece": {
      const { piece } = atom;
      if (piece.type === "choice") return startsWith(scopesAround(piece.decision.hole).map(describeBlock), scopes);
      return piece.type !== "value" || startsWith(scopesAround(piece.hole).map(describeBlock), scopes);
    }
  }
}

function startsWith(list: readonly string[], start: readonly string[]): boolean {
  return start.every((item, index) => list[index] === item);
}
