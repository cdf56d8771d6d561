import type { JsonScalar } from "../artifact/json-schema.js";
import type { CallNode, ExpressionNode } from "../syntax/nodes.js";
import type { Declaration, Path } from "./contract.js";
import { ITEM } from "./contract.js";
import { literalAt, resolve, type Scope } from "./scope.js";

/** All values that an expression can have. */
export interface Domain {
  readonly values: readonly JsonScalar[];
  /** Whether nothing of rendering has a part in it, neither variables nor the locale that helpers see. */
  readonly fixed: boolean;
}

/** What the values of an expression depend on besides its place. */
export interface DomainSources {
  readonly declared: Declaration | undefined;
  /** What a helper makes of its arguments; undefined when it fails, or is not known. */
  readonly call: (name: string, args: readonly JsonScalar[], hash: Readonly<Record<string, JsonScalar>>) => unknown;
}

/** Values that are tried; nobody names more partials. */
const MAX_VALUES = 1000;

/** The values of an expression, when they are known: literals, `enum` and booleans of the contract, helpers of these. */
export function domainOf(node: ExpressionNode, scope: Scope, sources: DomainSources): Domain | undefined {
  if (node.type === "Literal") return { values: [node.value], fixed: true };
  const literal = literalAt(node, scope);
  if (literal !== undefined) return { values: [literal.value], fixed: true };
  const path = node.type === "Call" && node.name !== "lookup" ? undefined : resolve(node, scope)?.path;
  if (path !== undefined) return declaredDomain(path, sources.declared);
  return node.type === "Call" ? domainOfCall(node, scope, sources) : undefined;
}

function declaredDomain(path: Path, declared: Declaration | undefined): Domain | undefined {
  let found = declared;
  for (const name of path) found = name === ITEM ? found?.items : found?.properties?.get(name);
  if (found === undefined) return undefined;
  const isBoolean = found.types.length === 1 && found.types[0] === "boolean";
  const values = found.enum ?? (isBoolean ? [true, false] : undefined);
  const { default: other } = found;
  const isScalar = other !== undefined && (typeof other !== "object" || other === null);
  return values && { values: isScalar ? [...values, other] : values, fixed: false };
}

function domainOfCall(call: CallNode, scope: Scope, sources: DomainSources): Domain | undefined {
  const inputs = [...call.args, ...call.hash.map(({ value }) => value)];
  if (call.name === "lookup") return domainOfLookup(call, scope, sources);
  const domains = inputs.map((input) => domainOf(input, scope, sources));
  if (!domains.every((domain) => domain !== undefined)) return undefined;
  // Which argument counts depends on which are missing.
  if (["fallback", "default", "or", "and"].includes(call.name))
    return { values: domains.flatMap(({ values }) => values), fixed: false };
  const combinations = combine(domains.map(({ values }) => values));
  return combinations && { values: combinations.flatMap((values) => outcome(call, values, sources)), fixed: false };
}

function outcome({ name, args, hash }: CallNode, values: readonly JsonScalar[], { call }: DomainSources): JsonScalar[] {
  const named = hash.map(({ key }, index) => [key, values[args.length + index] ?? null] as const);
  const value = call(name, values.slice(0, args.length), Object.fromEntries(named));
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [value] : [];
}

/** `(lookup object name)` with a name that is one of few. */
function domainOfLookup(call: CallNode, scope: Scope, sources: DomainSources): Domain | undefined {
  const [object, name] = call.args;
  const path = object && resolve(object, scope)?.path;
  const names = name && domainOf(name, scope, sources);
  if (path === undefined || names === undefined) return undefined;
  const domains = names.values.map((value) => declaredDomain([...path, String(value)], sources.declared));
  if (!domains.every((domain) => domain !== undefined)) return undefined;
  return { values: domains.flatMap(({ values }) => values), fixed: false };
}

/** Every choice of one value from each list; undefined when there are too many. */
function combine(lists: readonly (readonly JsonScalar[])[]): readonly (readonly JsonScalar[])[] | undefined {
  if (lists.reduce((count, values) => count * values.length, 1) > MAX_VALUES) return undefined;
  return lists.reduce<readonly (readonly JsonScalar[])[]>(
    (chosen, values) => chosen.flatMap((before) => values.map((value) => [...before, value])),
    [[]],
  );
}
