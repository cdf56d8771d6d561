import type { Expression, Hash, PositionIndex } from "../artifact/instructions.js";
import { type Argument, compileCall } from "./call.js";
import type { Run } from "./rendering.js";
import { type Loop, own, type Params, type Scope } from "./scope.js";

export type Read = (scope: Scope, run: Run) => unknown;

/** Makes the function that looks an expression up. What is not there is undefined. */
export function compileExpression(expression: Expression): Read {
  switch (expression[0]) {
    case "path":
      return readPath(expression[1], expression[2]);
    case "param":
      return readParam(expression[1], expression[2], expression[3]);
    case "root":
      return readRoot(expression[1]);
    case "data":
      return readLoop(expression[1], expression[2]);
    case "literal":
      return readLiteral(expression[1]);
    case "lookup":
      return readLookup(compileExpression(expression[1]), compileExpression(expression[2]));
    case "call":
      return compileCall({
        name: expression[1],
        args: expression[2].map(toArgument),
        hash: new Map(expression[3].map(([name, value]) => [name, toArgument(value)])),
        position: expression[4],
      });
  }
}

function toArgument(expression: Expression): Argument {
  return {
    read: compileExpression(expression),
    describe: (scope) => describe(expression, scope),
    position: positionOf(expression),
  };
}

/** Makes the function that reads all values of a hash. */
export function compileHash(hash: Hash): (scope: Scope, run: Run) => Readonly<Record<string, unknown>> {
  const reads = hash.map(([name, value]) => [name, compileExpression(value)] as const);
  return (scope, run) => {
    const values: Record<string, unknown> = { __proto__: null };
    for (const [name, read] of reads) values[name] = read(scope, run);
    return values;
  };
}

function readPath(depth: number, names: readonly string[]): Read {
  const [name, second] = names;
  // Nearly every path is one name in the current scope.
  if (depth === 0 && name !== undefined && second === undefined) return (scope) => own(scope.value, name);
  return (scope) => follow(climb(scope, depth)?.value, names);
}

function readParam(up: number, index: number, names: readonly string[]): Read {
  return (scope) => follow(paramsAt(scope, up)?.values[index], names);
}

function readRoot(names: readonly string[]): Read {
  return (_, run) => follow(run.rendering.variables, names);
}

function readLoop(depth: number, name: "index" | "key" | "first" | "last"): Read {
  return (scope) => {
    let loop: Loop | undefined = scope.loop;
    for (let left = depth; left > 0 && loop !== undefined; left--) loop = loop.outer;
    return loop?.[name];
  };
}

function readLiteral(value: string | number | boolean | null): Read {
  return () => value;
}

/** `(lookup object name)`: as a path, but the name is a value. */
function readLookup(readObject: Read, readName: Read): Read {
  return (scope, run) => {
    const object = readObject(scope, run);
    const name = readName(scope, run);
    return typeof name === "string" || typeof name === "number" ? own(object, name) : undefined;
  };
}

function follow(value: unknown, names: readonly string[]): unknown {
  for (const name of names) value = own(value, name);
  return value;
}

function climb(scope: Scope, depth: number): Scope | undefined {
  let target: Scope | undefined = scope;
  for (let left = depth; left > 0 && target !== undefined; left--) target = target.up;
  return target;
}

/** Names what an expression reads, from the top of the variables: `items.0.price`. */
export function describe(expression: Expression, scope: Scope): string {
  switch (expression[0]) {
    case "path":
      return describePath(expression[1], expression[2], scope);
    case "param":
      return describeParam(expression[1], expression[2], { names: expression[3], scope });
    case "root":
      return expression[1].join(".") || "@root";
    case "data":
      return `@${"../".repeat(Math.min(expression[1], 9))}${expression[2]}`;
    case "literal":
      return String(expression[1]);
    case "lookup":
      return `(lookup ${describe(expression[1], scope)} ${describe(expression[2], scope)})`;
    case "call": {
      const [first] = expression[2];
      // What may stand in for a variable is about the variable still.
      return expression[1] === "fallback" && first ? describe(first, scope) : `(${expression[1]})`;
    }
  }
}

function describeParam(
  up: number,
  index: number,
  { names, scope }: { readonly names: readonly string[]; readonly scope: Scope },
): string {
  const params = paramsAt(scope, up);
  if (index > 0 || params === undefined) return "@key";
  return [...stepsTo(params.origin), ...names].join(".") || "this";
}

function paramsAt(scope: Scope, up: number): Params | undefined {
  let params: Params | undefined = scope.params;
  for (let left = up; left > 0 && params !== undefined; left--) params = params.outer;
  return params;
}

function describePath(depth: number, names: readonly string[], scope: Scope): string {
  const start = climb(scope, depth);
  // There is no such scope; nine steps say as much as a thousand.
  if (start === undefined) return `${"../".repeat(Math.min(depth, 9))}${names.join(".")}`;
  const [first, ...rest] = names;
  const called = partialOf(start);
  const argument = called.named?.find(([name]) => name === first)?.[1];
  if (argument !== undefined && called.from !== undefined) return [describe(argument, called.from), ...rest].join(".");
  return [...stepsTo(start), ...names].join(".") || "this";
}

/** The scope of the partial that a scope is still the same value as: its arguments are looked up here. */
function partialOf(scope: Scope): Scope {
  const { named, via, from } = scope;
  const isThis = via?.[0] === "path" && via[1] === 0 && via[2].length === 0;
  return isThis && named === undefined && from !== undefined ? partialOf(from) : scope;
}

function stepsTo({ via, from, key }: Pick<Scope, "via" | "from" | "key">): readonly (string | number)[] {
  if (via === undefined || from === undefined) return [];
  const list = describe(via, from);
  return [...(list === "this" || list === "@root" ? [] : [list]), ...(key === undefined ? [] : [key])];
}

/** Where an expression was written. */
export function positionOf(expression: Expression): PositionIndex | undefined {
  const position = expression.at(-1);
  return expression[0] === "literal" || typeof position !== "number" ? undefined : position;
}
