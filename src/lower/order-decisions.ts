import { describeMeaning } from "../syntax/nodes.js";
import { armsAround, type Decision, describeBlock, type Variants } from "./decision.js";
import { scopesAround } from "./scopes.js";

/**
 * The same variants, with decisions in a block after those around the block. Variants are joined from the last decision to
 * the first, and what is chosen around a block is outside of it, where the decisions in it must not make a difference.
 */
export function orderDecisions<Leaf>(tree: Variants<Leaf>): Variants<Leaf> {
  if (tree.type === "leaf") return tree;
  const outcomes = tree.outcomes.map(orderDecisions);
  const inner = outcomes.find((outcome) => outcome.type === "choice" && isAround(outcome.decision, tree.decision));
  if (inner?.type !== "choice") return { ...tree, outcomes };
  const meaning = describeDecision(inner.decision);
  const nth = (outcome: Variants<Leaf>, index: number): Variants<Leaf> => {
    const isSame = outcome.type === "choice" && describeDecision(outcome.decision) === meaning;
    return isSame ? (outcome.outcomes[index] ?? outcome) : outcome;
  };
  const lifted = inner.outcomes.map((_, index) =>
    orderDecisions({ ...tree, outcomes: outcomes.map((outcome) => nth(outcome, index)) }),
  );
  return { ...inner, outcomes: lifted };
}

/** Whether the block of a decision is further out around that of another. */
function isAround(outer: Decision, inner: Decision): boolean {
  const [arms, innerArms] = [outer, inner].map(({ hole }) => armsAround(hole.branch));
  if (arms === undefined || innerArms === undefined || arms.length >= innerArms.length) return false;
  return arms.every((arm, index) => arm === innerArms[index]);
}

function describeDecision({ subject, form, hole }: Decision): string {
  return describeMeaning([subject, form, scopesAround(hole).map(describeBlock), armsAround(hole.branch)]);
}
