import type { JsonType } from "../artifact/json-schema.js";
import type { Span } from "../source/source-file.js";
import type {
  CallNode,
  ExpandedBlockNode,
  ExpandedNode,
  ExpressionNode,
  PathNode,
  ValueNode,
} from "../syntax/nodes.js";
import { isPrefix, type Path, SCALAR } from "./contract.js";
import { type Guard, guardsOf, guardsWhen } from "./guards.js";
import { bodyScope, loopList, resolve, type Scope, sectionForm, TOP_SCOPE, type TypesOf } from "./scope.js";

/** One place where rendering looks a variable up. */
export interface Read {
  readonly path: Path;
  /** Whether it must be there, given the guards. */
  readonly needed: boolean;
  readonly accepts: readonly JsonType[];
  readonly guards: readonly Guard[];
  /** Undefined for a need that follows from two others. */
  readonly span: Span | undefined;
  /** `section`: list or object; `keyed`: looped over with `@key`; `open`: a name in it is computed. */
  readonly trait?: "section" | "keyed" | "open";
}

/** What an expression is there for. */
interface Purpose {
  readonly needed: boolean;
  readonly accepts: readonly JsonType[];
}

const CONDITION: Purpose = { needed: false, accepts: [] };
const LOOPED: readonly JsonType[] = ["array", "object"];

/** Finds all reads of variables, in the order in which they stand. */
export function collectReads(nodes: readonly ExpandedNode[], typesOf: TypesOf): readonly Read[] {
  const reads: Read[] = [];
  walk(nodes, { scope: TOP_SCOPE, guards: [], reads, typesOf });
  return reads;
}

/** Where in the tree reads are collected. */
interface Place {
  readonly scope: Scope;
  readonly guards: readonly Guard[];
  readonly reads: Read[];
  readonly typesOf: TypesOf;
}

function walk(siblings: readonly ExpandedNode[], place: Place): void {
  for (const node of siblings) {
    if (node.type === "Value") readPrinted(node, place);
    else if (node.type === "Line") walk(node.body, { ...place, scope: TOP_SCOPE });
    else if (node.type === "Indented" || node.type === "Embedded") walk(node.body, place);
    else if (node.type === "Block") walkBlock(node, place);
  }
}

/** What `{{{html}}}` prints is an object of the host's. */
function readPrinted({ expression, raw }: ValueNode, place: Place): void {
  read(expression, place, { needed: true, accepts: raw ? [] : SCALAR });
}

function walkBlock(block: ExpandedBlockNode, place: Place): void {
  const { reads, scope, typesOf } = place;
  readSubject(block, place);
  const guards = guardsOf(block, scope);
  const body = { ...place, scope: bodyScope(block, scope, typesOf), guards: [...place.guards, ...guards.body] };
  const otherwise = { ...place, guards: [...place.guards, ...guards.otherwise] };
  const start = reads.length;
  walk(block.body, body);
  const middle = reads.length;
  if (block.kind === "section") readSection(block, place, start);
  if (block.otherwise.length === 0) return;
  walk(block.otherwise, otherwise);
  const inBody = neededIn(reads.slice(start, middle), body.guards.length);
  const inOtherwise = neededIn(reads.slice(middle), otherwise.guards.length);
  for (const [key, path] of inBody) {
    // What both branches need is needed in any case.
    if (inOtherwise.has(key)) note(path, place, { needed: true, accepts: [] });
  }
}

/** Everything that is needed in a branch whatever the blocks in it decide, by its key. */
function neededIn(reads: readonly Read[], guardCount: number): ReadonlyMap<string, Path> {
  const needed = new Map<string, Path>();
  for (const read of reads) {
    if (!read.needed || !read.guards.slice(guardCount).every(({ certain }) => certain)) continue;
    for (let length = 1; length <= read.path.length; length++) {
      const path = read.path.slice(0, length);
      needed.set(JSON.stringify(path), path);
    }
  }
  return needed;
}

/** Adds a read, unless it is of all variables at once. */
function note(path: Path, { guards, reads }: Place, what: Purpose & Partial<Pick<Read, "span" | "trait">>): void {
  if (path.length > 0) reads.push({ span: undefined, path, guards, ...what });
}

function readSubject({ kind, subject, otherwise, hash }: ExpandedBlockNode, place: Place): void {
  for (const { value } of hash) read(value, place, CONDITION);
  if (subject === undefined) return;
  switch (kind) {
    case "each":
      return read(subject, place, { needed: otherwise.length === 0, accepts: LOOPED });
    case "with":
      return read(subject, place, { needed: otherwise.length === 0, accepts: [] });
    case "partial":
    case "enter":
      return read(subject, place, { needed: true, accepts: [] });
    default:
      return read(subject, place, CONDITION);
  }
}

/** A section whose body reads something in it is about a list or an object. */
function readSection(block: ExpandedBlockNode, place: Place, start: number): void {
  const { scope, typesOf, reads } = place;
  const inside = bodyScope(block, scope, typesOf).target?.path;
  const path = block.subject && resolve(block.subject, scope)?.path;
  if (path === undefined || inside === undefined || sectionForm(block, scope, typesOf) !== undefined) return;
  const isRead = reads.slice(start).some((each) => isPrefix(inside, each.path));
  if (isRead) note(path, place, { ...CONDITION, trait: "section" });
}

function read(node: ExpressionNode, place: Place, purpose: Purpose): void {
  switch (node.type) {
    case "Literal":
      return;
    case "Path":
      if (node.data && node.names[0] !== "root") return readLoopName(node, place);
      return readVariable(node, place, purpose);
    case "Param":
      return readVariable(node, place, purpose);
    case "Call":
      return readCall(node, place, purpose);
  }
}

function readVariable(node: Exclude<ExpressionNode, { type: "Literal" }>, place: Place, purpose: Purpose): void {
  note(resolve(node, place.scope)?.path ?? [], place, { ...purpose, span: node.span });
}

/** `@key` tells that what is looped over may be an object. */
function readLoopName(node: PathNode, place: Place): void {
  const path = node.names[0] === "key" ? loopList(node, place.scope) : undefined;
  note(path ?? [], place, { ...CONDITION, trait: "keyed" });
}

function readCall(call: CallNode, place: Place, purpose: Purpose): void {
  for (const { value } of call.hash) read(value, place, { needed: true, accepts: SCALAR });
  switch (call.name) {
    case "lookup":
      return readLookup(call, place, purpose);
    case "fallback":
    case "default":
    case "or":
      return readFirst(call.args, place, { purpose, truth: false });
    case "and":
      return readFirst(call.args, place, { purpose, truth: true });
    case "not":
    case "includeZero":
      for (const arg of call.args) read(arg, place, CONDITION);
      return;
    default:
      call.args.forEach((arg, index) => {
        read(arg, place, { needed: true, accepts: acceptedBy(call.name, index) });
      });
  }
}

/** Each argument matters only when those before it did not decide. */
function readFirst(
  args: readonly ExpressionNode[],
  place: Place,
  { purpose, truth }: { readonly purpose: Purpose; readonly truth: boolean },
): void {
  let { guards } = place;
  args.forEach((arg, index) => {
    const decides = truth || index === args.length - 1;
    read(arg, { ...place, guards }, decides ? purpose : { ...purpose, needed: false });
    guards = [...guards, ...guardsWhen(arg, place.scope, truth)];
  });
}

function readLookup(call: CallNode, place: Place, purpose: Purpose): void {
  const [object, name] = call.args;
  if (object === undefined || name === undefined) return;
  if (resolve(call, place.scope) === undefined) {
    read(object, place, { needed: purpose.needed, accepts: LOOPED });
    note(resolve(object, place.scope)?.path ?? [], place, { ...CONDITION, trait: "open" });
  } else {
    readVariable(call, place, purpose);
  }
  read(name, place, { needed: purpose.needed, accepts: ["string", "number"] });
}

const NUMERIC: readonly string[] = ["number", "percent", "currency", "plural"];
const TEXTUAL: readonly string[] = ["date", "time", "relative", "upper", "lower", "capitalize", "truncate"];
const COMPARING: readonly string[] = ["eq", "ne", "lt", "lte", "gt", "gte"];

/** What a helper takes; of the caller's helpers nothing is known. */
function acceptedBy(helper: string, index: number): readonly JsonType[] {
  if (helper === "list") return index === 0 ? ["array"] : ["string"];
  if (NUMERIC.includes(helper)) return ["string", "number"];
  return TEXTUAL.includes(helper) || COMPARING.includes(helper) ? SCALAR : [];
}
