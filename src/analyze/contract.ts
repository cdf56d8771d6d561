import type { JsonScalar, JsonType } from "../artifact/json-schema.js";
import type { Span } from "../source/source-file.js";

/** All variables of a template: the object that callers give. */
export type Contract = Variable;

/** One variable, as its uses and the contract file tell. */
export interface Variable {
  /** What it may be; empty when nothing is known. */
  readonly types: readonly JsonType[];
  /** Whether it must be there whenever what it lies in is there. */
  readonly required: boolean;
  /** Of a variable that is not required: conditions under which it is needed all the same. */
  readonly conditions: readonly string[];
  /** Places where it is named, in the order of the parts. */
  readonly uses: readonly Use[];
  readonly properties: ReadonlyMap<string, Variable>;
  /** Each item of a list, and each value of an object that is looped over. */
  readonly items: Variable | undefined;
  /** It may hold more than is known. */
  readonly open: boolean;
  /** The contract file says that it may be missing: rendering goes on without it, or with its default. */
  readonly waived: boolean;
  readonly declared: Declaration | undefined;
}

export interface Use {
  readonly span: Span;
  /** What can be used in this way; empty for anything. */
  readonly accepts: readonly JsonType[];
  /** Whether the variable itself is named here, not only led through. */
  readonly direct: boolean;
}

/** A schema of the contract file. */
export interface Declaration {
  readonly types: readonly JsonType[];
  readonly enum: readonly JsonScalar[] | undefined;
  readonly format: string | undefined;
  readonly maxItems: number | undefined;
  readonly default: JsonScalar | readonly never[] | undefined;
  readonly description: string | undefined;
  readonly properties: ReadonlyMap<string, Declaration> | undefined;
  /** Undefined: which properties are required follows from their use. */
  readonly required: ReadonlySet<string> | undefined;
  readonly items: Declaration | undefined;
  readonly additionalProperties: boolean | Declaration | undefined;
}

/** Names from the top of the variables; {@link ITEM} is a step into a list. */
export type Path = readonly string[];

/** No name in a template is this one. */
export const ITEM = "[]";

/** What can be printed. */
export const SCALAR: readonly JsonType[] = ["string", "number", "boolean"];

/** A path for people: `items[].name`. */
export function showPath(path: Path): string {
  return path.reduce((shown, name) => {
    if (name === ITEM) return `${shown}${ITEM}`;
    return shown === "" ? name : `${shown}.${name}`;
  }, "");
}

export function isPrefix(start: Path, path: Path): boolean {
  return start.length <= path.length && start.every((name, index) => name === path[index]);
}

/** The variable at a path, if anything is known of it. */
export function variableAt(contract: Contract, path: Path): Variable | undefined {
  let found: Variable | undefined = contract;
  for (const name of path) found = name === ITEM ? found?.items : found?.properties.get(name);
  return found;
}

/** Types that satisfy both; an integer is a number. */
export function intersectTypes(a: readonly JsonType[], b: readonly JsonType[]): readonly JsonType[] {
  const within = (types: readonly JsonType[], type: JsonType) =>
    types.includes(type) || (type === "integer" && types.includes("number"));
  return [...new Set([...a.filter((type) => within(b, type)), ...b.filter((type) => within(a, type))])];
}
