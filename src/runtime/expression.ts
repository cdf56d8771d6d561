import type { Expression, Hash, PositionIndex } from "../artifact/instructions.js";
import { type Argument, compileCall } from "./call.js";
import type { Loading } from "./loading.js";
import type { Run } from "./rendering.js";
import { outward, own, type Scope } from "./scope.js";

export type Read = (scope: Scope, run: Run) => unknown;

/** Makes the function that looks an expression up. What is not there is undefined. */
export function compileExpression(expression: Expression, loading: Loading): Read {
  switch (expression[0]) {
    case "path":
      return readPath(expression[1], readNames(expression[2], loading));
    case "param":
      return readParam(expression[1], expression[2], expression[3]);
    case "root":
      return readRoot(readNames(expression[1], loading));
    case "data":
      return (scope) => outward(scope.loop, expression[1], "outer")?.[expression[2]];
    case "literal":
      return () => expression[1];
    case "lookup":
      return readLookup(compileExpression(expression[1], loading), compileExpression(expression[2], loading));
    case "call":
      return compileCall({
        name: expression[1],
        args: expression[2].map((value) => compileArgument(value, loading)),
        hash: new Map(expression[3].map(([name, value]) => [name, compileArgument(value, loading)])),
        position: expression[4],
      });
  }
}

export function compileArgument(expression: Expression, loading: Loading): Argument {
  return {
    expression,
    read: compileExpression(expression, loading),
    describe: (scope) => describe(expression, scope),
    position: positionOf(expression),
  };
}

/** Makes the function that reads all values of a hash. */
export function compileHash(
  hash: Hash,
  loading: Loading,
): (scope: Scope, run: Run) => Readonly<Record<string, unknown>> {
  const reads = hash.map(([name, value]) => [name, compileExpression(value, loading)] as const);
  return (scope, run) => {
    const values: Record<string, unknown> = { __proto__: null };
    for (const [name, read] of reads) values[name] = read(scope, run);
    return values;
  };
}

/** Makes the function that follows names from a scope. */
function readNames(names: readonly string[], loading: Loading): Read {
  const last = names.at(-1);
  if (last === undefined) return (scope) => scope.value;
  const readObject = readNames(names.slice(0, -1), loading);
  const slot = slotOf(["path", 0, names, 0], loading, "");
  return (scope, run) => {
    const { memory } = scope;
    if (memory === undefined) return own(readObject(scope, run), last);
    memory[slot] ??= own(readObject(scope, run), last);
    return memory[slot];
  };
}

/**
 * Where a scope remembers what an expression leads to.
 *
 * @param use Tells apart what must not be taken for each other.
 */
export function slotOf(expression: Expression, { slots, blank }: Loading, use: string | number): number {
  // Everywhere but in its position, a path is the same.
  const key = JSON.stringify([use, expression[0] === "path" ? expression.slice(0, 3) : expression]);
  const slot = slots.get(key) ?? blank.push(undefined) - 1;
  slots.set(key, slot);
  return slot;
}

function readPath(depth: number, read: Read): Read {
  if (depth === 0) return read;
  return (scope, run) => {
    const target = outward(scope, depth, "up");
    return target && read(target, run);
  };
}

function readParam(up: number, index: number, names: readonly string[]): Read {
  return (scope) => follow(outward(scope.params, up, "outer")?.values[index], names);
}

function readRoot(read: Read): Read {
  return (_, run) => read(run.rendering.top, run);
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
  const params = outward(scope.params, up, "outer");
  if (index > 0 || params === undefined) return "@key";
  return [...stepsTo(params.origin), ...names].join(".") || "this";
}

function describePath(depth: number, names: readonly string[], scope: Scope): string {
  const start = outward(scope, depth, "up");
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
