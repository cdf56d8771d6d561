import type { Expression, PositionIndex } from "../artifact/instructions.js";
import type { Run } from "./rendering.js";
import { type Loop, own, type Scope } from "./scope.js";

export type Read = (scope: Scope, run: Run) => unknown;

/** Makes the function that looks an expression up. What is not there is undefined. */
export function compileExpression(expression: Expression): Read {
  switch (expression[0]) {
    case "path":
      return readPath(expression[1], expression[2]);
    case "root":
      return readRoot(expression[1]);
    case "data":
      return readLoop(expression[1], expression[2]);
    case "literal":
      return readLiteral(expression[1]);
  }
}

function readPath(depth: number, names: readonly string[]): Read {
  const [name, second] = names;
  // Nearly every path is one name in the current scope.
  if (depth === 0 && name !== undefined && second === undefined) return (scope) => own(scope.value, name);
  return (scope) => follow(climb(scope, depth)?.value, names);
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
    case "root":
      return expression[1].join(".") || "@root";
    case "data":
      return `@${"../".repeat(Math.min(expression[1], 9))}${expression[2]}`;
    case "literal":
      return String(expression[1]);
  }
}

function describePath(depth: number, names: readonly string[], scope: Scope): string {
  const start = climb(scope, depth);
  // There is no such scope; nine steps say as much as a thousand.
  if (start === undefined) return `${"../".repeat(Math.min(depth, 9))}${names.join(".")}`;
  return [...stepsTo(start), ...names].join(".") || "this";
}

function stepsTo({ via, from, key }: Scope): readonly (string | number)[] {
  if (via === undefined || from === undefined) return [];
  const list = describe(via, from);
  return [...(list === "this" ? [] : [list]), ...(key === undefined ? [] : [key])];
}

/** Where an expression was written. */
export function positionOf(expression: Expression): PositionIndex | undefined {
  switch (expression[0]) {
    case "path":
    case "data":
      return expression[3];
    case "root":
      return expression[2];
    case "literal":
      return undefined;
  }
}
