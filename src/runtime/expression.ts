import type { Expression, Hash, PositionIndex } from "../artifact/instructions.js";
import { type Argument, compileCall } from "./call.js";
import type { Loading } from "./loading.js";
import type { Run } from "./rendering.js";
import { type Found, outward, own, type Scope } from "./scope.js";

export type Read = (scope: Scope, run: Run) => unknown;

/** Makes an expression ready: the function that looks it up, to undefined where nothing is, and the one that names it. */
export function compileArgument(expression: Expression, loading: Loading): Argument {
  const ready = (read: Read, describe: Describe): Argument => ({
    expression,
    read,
    describe,
    // All but literals end with it.
    position: expression[0] === "literal" ? undefined : (expression.at(-1) as PositionIndex),
  });
  const argument = (inner: Expression) => compileArgument(inner, loading);
  switch (expression[0]) {
    case "path": {
      const [, depth, names] = expression;
      return ready(
        readPath(depth, readNames(names, loading)),
        (scope, more) =>
          describeFrom(outward(scope, depth, "up"), [...names, ...more]) ?? climb(depth, names.join(".")),
      );
    }
    case "param": {
      const [, up, index, names] = expression;
      const find = (scope: Scope) => outward(scope.params, up, "outer")?.scopes[index];
      return ready(
        readFrom(find, readNames(names, loading)),
        (scope, more) => describeFrom(index === 0 ? find(scope) : undefined, [...names, ...more]) ?? "@key",
      );
    }
    case "root": {
      const [, names] = expression;
      return ready(
        readFrom((_, run) => run.rendering.top, readNames(names, loading)),
        (_, more) => [...names, ...more].join(".") || "@root",
      );
    }
    case "data": {
      const [, depth, name] = expression;
      return ready(
        (scope) => outward(scope.loop, depth, "outer")?.[name],
        () => `@${climb(depth, name)}`,
      );
    }
    case "literal":
      return ready(
        () => expression[1],
        () => String(expression[1]),
      );
    case "lookup": {
      const [object, name] = [argument(expression[1]), argument(expression[2])];
      return ready(readLookup(object.read, name.read), (scope, more) =>
        [`(lookup ${object.describe(scope, [])} ${name.describe(scope, [])})`, ...more].join("."),
      );
    }
    case "call": {
      const [, name, values, named, position] = expression;
      const args = values.map(argument);
      const hash = compileHash(named, loading);
      const [first] = args;
      const call = { name, args, hash, describe: () => `(${name})`, position };
      return ready(
        compileCall(call, loading.helpers),
        // What may stand in for a variable is about the variable still.
        (scope, more) =>
          name === "fallback" && first ? first.describe(scope, more) : [`(${name})`, ...more].join("."),
      );
    }
  }
}

export function compileHash(hash: Hash, loading: Loading): ReadonlyMap<string, Argument> {
  return new Map(hash.map(([name, value]) => [name, compileArgument(value, loading)]));
}

/**
 * Names what an expression reads, from the top of the variables: `items.0.price`.
 *
 * @param more The steps that lead on from there.
 */
type Describe = (scope: Scope, more: readonly Step[]) => string;

type Step = string | number;

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

/** `(lookup object name)`: as a path, but the name is a value. */
function readLookup(readObject: Read, readName: Read): Read {
  return (scope, run) => {
    const object = readObject(scope, run);
    const name = readName(scope, run);
    return typeof name === "string" || typeof name === "number" ? own(object, name) : undefined;
  };
}

/** Nine steps say as much as a thousand. */
function climb(steps: number, name: string): string {
  return "../".repeat(Math.min(steps, 9)) + name;
}

/** Names what steps lead to from a scope, if it is there. */
function describeFrom(scope: Partial<Scope> | undefined, steps: readonly Step[]): string | undefined {
  if (scope === undefined) return undefined;
  const { via, from, key, named } = scope;
  if (via === undefined || from === undefined) return steps.join(".") || "this";
  const [name, ...rest] = steps;
  const argument = named?.get(String(name));
  if (argument !== undefined) return argument.describe(from, rest);
  return via.describe(from, key === undefined ? steps : [key, ...steps]);
}
