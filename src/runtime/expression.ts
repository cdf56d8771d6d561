import type { Expression, PositionIndex } from "../artifact/instructions.js";
import { type Argument, compileCall } from "./call.js";
import type { Loading } from "./loading.js";
import type { Run } from "./rendering.js";
import { type Found, outward, own, type Scope } from "./scope.js";

export type Read = (scope: Scope, run: Run) => unknown;

/** Makes the function that looks an expression up. What is not there is undefined. */
export function compileExpression(expression: Expression, loading: Loading): Read {
  switch (expression[0]) {
    case "path":
      return readPath(expression[1], readNames(expression[2], loading));
    case "param":
      return readFrom((scope) => paramOf(scope, expression[1], expression[2]), readNames(expression[3], loading));
    case "root":
      return readFrom((_, run) => run.rendering.top, readNames(expression[1], loading));
    case "data":
      return (scope) => outward(scope.loop, expression[1], "outer")?.[expression[2]];
    case "literal":
      return () => expression[1];
    case "lookup":
      return readLookup(compileExpression(expression[1], loading), compileExpression(expression[2], loading));
    case "call":
      return compileCall(
        {
          name: expression[1],
          args: expression[2].map((value) => compileArgument(value, loading)),
          hash: new Map(expression[3].map(([name, value]) => [name, compileArgument(value, loading)])),
          describe: () => `(${expression[1]})`,
          position: expression[4],
        },
        loading.helpers,
      );
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

type ReadFound = (scope: Found) => unknown;

/** Makes the function that follows names from a scope. */
function readNames(names: readonly string[], loading: Loading): ReadFound {
  const last = names.at(-1);
  if (last === undefined) return (scope) => scope.value;
  const readObject = readNames(names.slice(0, -1), loading);
  const slot = slotOf(["path", 0, names, 0], loading, "");
  return (scope) => {
    const { memory } = scope;
    if (memory === undefined) return own(readObject(scope), last);
    memory[slot] ??= own(readObject(scope), last);
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

function readPath(depth: number, read: ReadFound): Read {
  return depth === 0 ? read : readFrom((scope) => outward(scope, depth, "up"), read);
}

/** Makes the function that reads from another scope, if it is there. */
function readFrom(find: (scope: Scope, run: Run) => Found | undefined, read: ReadFound): Read {
  return (scope, run) => {
    const found = find(scope, run);
    return found && read(found);
  };
}

function paramOf(scope: Scope, up: number, index: number): Found | undefined {
  return outward(scope.params, up, "outer")?.scopes[index];
}

/** `(lookup object name)`: as a path, but the name is a value. */
function readLookup(readObject: Read, readName: Read): Read {
  return (scope, run) => {
    const object = readObject(scope, run);
    const name = readName(scope, run);
    return typeof name === "string" || typeof name === "number" ? own(object, name) : undefined;
  };
}

/**
 * Names what an expression reads, from the top of the variables: `items.0.price`.
 *
 * @param more The steps that lead on from there.
 */
function describe(expression: Expression, scope: Scope, more: readonly Step[] = []): string {
  switch (expression[0]) {
    case "path": {
      const [, depth, names] = expression;
      return describeFrom(outward(scope, depth, "up"), [...names, ...more]) ?? climb(depth, names.join("."));
    }
    case "param": {
      const [, up, index, names] = expression;
      const named = index === 0 ? outward(scope.params, up, "outer") : undefined;
      return describeFrom(named?.scopes[0], [...names, ...more]) ?? "@key";
    }
    case "root":
      return [...expression[1], ...more].join(".") || "@root";
    case "data":
      return `@${climb(expression[1], expression[2])}`;
    case "literal":
      return String(expression[1]);
    case "lookup":
      return [`(lookup ${describe(expression[1], scope)} ${describe(expression[2], scope)})`, ...more].join(".");
    case "call": {
      const [, name, [first]] = expression;
      // What may stand in for a variable is about the variable still.
      return name === "fallback" && first ? describe(first, scope, more) : [`(${name})`, ...more].join(".");
    }
  }
}

type Step = string | number;

/** Nine steps say as much as a thousand. */
function climb(steps: number, name: string): string {
  return "../".repeat(Math.min(steps, 9)) + name;
}

/** Names what steps lead to from a scope, if it is there. */
function describeFrom(scope: Partial<Scope> | undefined, steps: readonly Step[]): string | undefined {
  if (scope === undefined) return undefined;
  const { via, from, key, named } = scope;
  if (via === undefined || from === undefined) return steps.join(".") || "this";
  const argument = named?.find(([name]) => name === steps[0]);
  if (argument !== undefined) return describe(argument[1], from, steps.slice(1));
  return describe(via, from, key === undefined ? steps : [key, ...steps]);
}

/** Where an expression was written. */
function positionOf(expression: Expression): PositionIndex | undefined {
  // All but literals end with it.
  return expression[0] === "literal" ? undefined : (expression.at(-1) as PositionIndex);
}
