import { showPath } from "../analyze/contract.js";
import { domainOf } from "../analyze/domain.js";
import { resolve } from "../analyze/scope.js";
import type { Span } from "../source/source-file.js";
import {
  type CallNode,
  CHOOSES_PARTIAL,
  type ExpandedBlockNode,
  type ExpandedNode,
  type ExpressionNode,
  type HashPair,
} from "../syntax/nodes.js";
import { contractFile } from "./contract.js";
import { domainSources } from "./domain-sources.js";
import { expandExpression } from "./expand-expression.js";
import { type Place, report, spendHole } from "./expansion.js";

/** A computed name, and all that it can be. */
export interface NameChoice {
  readonly subject: ExpressionNode;
  readonly names: readonly string[];
  readonly budget: Place;
}

/** Partials that one tag may choose among. */
const MAX_NAMES = 32;

/** The name or names that `{{> (lookup . "kind")}}` stands for; undefined when something was reported. */
export function partialNames(written: ExpressionNode, span: Span, place: Place): string | NameChoice | undefined {
  const expanded = expandExpression(written, place);
  if (expanded === undefined) return undefined;
  const subject = asPath(expanded);
  const domain = domainOf(subject, place.scope, domainSources(place.declared, place.sources));
  // As in Handlebars, an empty name is none.
  const names = [...new Set(domain?.values.filter(Boolean).map(String))];
  const [name] = names;
  if (domain?.fixed === true && names.length === 1 && name !== undefined) return name;
  if (name !== undefined && names.length <= MAX_NAMES) return { subject, names, budget: place };
  reportUnbounded(subject, names.length, { span, place });
  return undefined;
}

/** `(lookup item "kind")` is `item.kind`, which messages can name. */
function asPath(node: ExpressionNode): ExpressionNode {
  const [object, name] = node.type === "Call" && node.name === "lookup" ? node.args : [];
  const isVariable =
    object?.type === "Param" || (object?.type === "Path" && (!object.data || object.names[0] === "root"));
  if (node.type !== "Call" || !isVariable || name?.type !== "Literal" || typeof name.value !== "string") return node;
  return { ...object, names: [...object.names, name.value], span: node.span };
}

function reportUnbounded(
  subject: ExpressionNode,
  count: number,
  { span, place }: { readonly span: Span; readonly place: Place },
): void {
  const path = resolve(subject, place.scope)?.path ?? [];
  const file = place.template === undefined ? undefined : contractFile(place.template);
  const declare =
    path.length === 0 || file === undefined
      ? ""
      : `declare the names as \`enum\` of \`${showPath(path)}\` in \`${file}\`, or `;
  const message =
    count > MAX_NAMES
      ? `the name of the partial can be one of ${count}, more than ${MAX_NAMES}`
      : "the names that this partial can have are not known";
  report(place, "unbounded-partial", span, message, `${declare}write the names out, and choose with \`{{#if}}\``);
}

/** One condition after the other, for each name that there may be. */
export async function chooseAmong(
  { subject, names, budget }: NameChoice,
  span: Span,
  expandNamed: (name: string) => Promise<readonly ExpandedNode[]>,
): Promise<readonly ExpandedNode[]> {
  const branches: ExpandedBlockNode[] = [];
  for (const name of names) {
    if (!spendHole(span, budget)) return [];
    const hash = names.map((key): HashPair => ({ key, value: { type: "Literal", value: key === name } }));
    const condition: CallNode = { type: "Call", name: CHOOSES_PARTIAL, args: [subject], hash, span };
    const body = await expandNamed(name);
    const shape = { type: "Block", kind: "if", params: 0, hash: [], climb: 0, otherwise: [], span } as const;
    branches.push({ ...shape, subject: condition, body });
  }
  return branches.reduceRight<readonly ExpandedNode[]>((otherwise, branch) => [{ ...branch, otherwise }], []);
}
