import type { Escape } from "../artifact/instructions.js";
import type { Hole } from "./punch.js";

/** How each value of a URL is made safe, by its index among the parts; or the first problem, with the hole it is about. */
export type UrlEscapes =
  | { readonly escapes: ReadonlyMap<number, Escape> }
  | { readonly problem: UrlProblem; readonly hole: Hole | undefined };

/**
 * Reads a URL with holes from its start to its end; after a block, its branches must have come to the same place. Clients
 * take no notice of white space at both ends.
 *
 * @param written Literal text without character references, and holes.
 */
export function readUrl(written: readonly (string | Hole)[], kind: "link" | "image"): UrlEscapes {
  return walk(written, kind);
}

/**
 * Whether a URL of an author who is not trusted is one of the allowed kinds, whatever its blocks come to: scheme and host
 * written out, a value that is checked when rendering, or a plain relative one.
 *
 * @param written As for {@link readUrl}.
 */
export function isAllowedUrl(written: readonly (string | Hole)[], kind: "link" | "image"): boolean {
  const url = walk(written, kind);
  return "escapes" in url && url.ends.every((state) => isSettled(state, kind));
}

/** Where the URL ends, and where branches end that come to different places. */
type Walk = Exclude<UrlEscapes, { problem: unknown }> & { readonly ends: readonly UrlState[] };

function walk(
  written: readonly (string | Hole)[],
  kind: "link" | "image",
): Walk | Extract<UrlEscapes, { problem: unknown }> {
  const parts = written.map((part, index) => (typeof part === "string" ? trimEnds(part, index, written.length) : part));
  const escapes = new Map<number, Escape>();
  const ends: UrlState[] = [];
  const blocks: { readonly before: UrlState; body: UrlState | undefined }[] = [];
  let state: UrlState = URL_START;
  for (const [index, part] of parts.entries()) {
    const next = typeof part === "string" ? afterText(part, index) : afterHole(part, index);
    if ("problem" in next) return { problem: next, hole: typeof part === "string" ? nearestHole(parts, index) : part };
    state = next;
  }
  return { escapes, ends: [...ends, state] };

  function afterText(text: string, index: number): UrlState | UrlProblem {
    const next = afterUrlText(state, text);
    if ("problem" in next || index === parts.length - 1) return next;
    const unfinished = TAILS.has(next.at) ? /&#\w*$/ : /&#?\w*$|%[\da-f]?$/i;
    return unfinished.test(text) ? UNFINISHED : next;
  }

  function afterHole(hole: Hole, index: number): UrlState | UrlProblem {
    const block = blocks.at(-1);
    switch (hole.type) {
      case "value":
        return afterValue(index);
      case "open":
        blocks.push({ before: state, body: undefined });
        return LOOPS.has(hole.node.kind) ? loopState(state) : state;
      case "else":
        if (block === undefined) return state;
        block.body = state;
        return block.before;
      case "close":
        blocks.pop();
        return block === undefined ? state : afterBranches(block.body ?? block.before);
    }
  }

  function afterBranches(other: UrlState): UrlState {
    const joined = joinUrlStates(state, other);
    if (joined.at === "mixed") ends.push(state, other);
    return joined;
  }

  function afterValue(index: number): UrlState | UrlProblem {
    const treatment = urlEscape(state, kind, mayClimb(parts, index));
    if (typeof treatment !== "string") return treatment;
    escapes.set(index, treatment);
    return state.at === "start" ? { at: "whole" } : state;
  }
}

/** Blocks whose body may run more than once: a section does for a list. */
const LOOPS: ReadonlySet<string> = new Set(["each", "section"]);

/** Whether a URL may end here. */
function isSettled(state: UrlState, kind: "link" | "image"): boolean {
  if (state.at === "mail" || state.at === "phone" || state.at === "message") return kind === "link";
  if (state.at !== "open") return true;
  if (WEB_ADDRESS.test(`${state.text}/`) || /^[\w.~-]*(?:[/?#]|$)/.test(state.text)) return true;
  return kind === "image" && /^cid:[\w.@%+-]+$/i.test(state.text);
}

function trimEnds(text: string, index: number, count: number): string {
  const trimmed = index === 0 ? text.replace(/^[ \t\n\r\f]+/, "") : text;
  return index === count - 1 ? trimmed.replace(/[ \t\n\r\f]+$/, "") : trimmed;
}

/**
 * Whether the path segment around a value could come to `.` or `..`: nothing else that is surely there keeps it from
 * that, neither a letter before or after the value nor a value before it, which is checked itself then.
 */
function mayClimb(parts: readonly (string | Hole)[], index: number): boolean {
  const [before, after] = [parts[index - 1], parts[index + 1]];
  if (typeof after === "string" && hasLetter(/[^/\\?#]*/.exec(after)?.[0])) return false;
  if (typeof before !== "string") return !isValue(before);
  return !hasLetter(/[^/\\]*$/.exec(before)?.[0]) && (/[/\\]/.test(before) || !isValue(parts[index - 2]));
}

/** Dots may be written `%2e`, and readers of URLs drop tabs and line ends. */
function hasLetter(text = ""): boolean {
  return text.replace(/\.|%2e|[\t\r\n]/gi, "") !== "";
}

function isValue(part: string | Hole | undefined): boolean {
  return typeof part === "object" && part.type === "value";
}

/** A loop's body runs after itself as well, so it may only go on where it does not change the part of the URL. */
function loopState(state: UrlState): UrlState {
  return state.at === "path" || TAILS.has(state.at) ? state : { at: "mixed" };
}

/** Text has a hole at one side at least. */
function nearestHole(parts: readonly (string | Hole)[], index: number): Hole | undefined {
  const near = parts[index - 1] ?? parts[index + 1];
  return typeof near === "string" ? undefined : near;
}

/**
 * Where in a URL a place is, given what stands before it. `start`: nothing yet. `whole`: a value that is a whole URL so
 * far. `open`: literal text that does not settle it yet, such as `https://shop.`. `message`: the query, as it is called
 * elsewhere, of an address or number. `mixed`: branches differ.
 */
type UrlState =
  | { readonly at: "start" | "whole" | "path" | "query" | "fragment" | "mail" | "phone" | "message" | "mixed" }
  | { readonly at: "open"; readonly text: string };

const URL_START: UrlState = { at: "start" };
/** Places where a percent sign that is not finished does no harm. */
const TAILS: ReadonlySet<UrlState["at"]> = new Set(["query", "fragment", "message"]);

/** A piece of a URL that no value may stand in, or that must not follow. */
export interface UrlProblem {
  readonly code: "unsafe-position" | "ambiguous-position";
  readonly problem: string;
  readonly help: string;
}

const UNFINISHED: UrlProblem = {
  code: "unsafe-position",
  problem: "a value that would end a character reference or a percent escape",
  help: "write `&amp;` or `%25`, or move the value",
};

/** With one before it, what follows would be a host. */
const SLASH: UrlProblem = {
  code: "unsafe-position",
  problem: "a slash where an address or a number goes on",
  help: "remove it",
};

/** The state after literal text. */
function afterUrlText(state: UrlState, text: string): UrlState | UrlProblem {
  if (text === "") return state;
  switch (state.at) {
    case "start":
      return settle(text);
    case "open":
      return settle(state.text + text);
    case "whole":
      if (!/^[/?#]/.test(text)) {
        return {
          code: "unsafe-position",
          problem: "text after a whole URL",
          help: "let it start with `/`, `?` or `#`",
        };
      }
      return inPath(text);
    case "path":
      return inPath(text);
    case "query":
      return { at: text.includes("#") ? "fragment" : "query" };
    case "phone":
    case "mail":
      if (text.startsWith("/")) return SLASH;
      if (state.at === "phone") return state;
      return { at: text.includes("?") ? "message" : "mail" };
    case "mixed":
      return {
        code: "ambiguous-position",
        problem: "text after branches that are different parts of a URL",
        help: "put it into every branch",
      };
    default:
      return state;
  }
}

/** Scheme and host up to what follows them, written out with plain characters: anything else is read in different ways by different readers. */
const WEB_ADDRESS =
  /^[hH][tT]{2}[pP][sS]?:\/\/(?:[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._-]*|\[[\da-fA-F:.]+\])(?::\d+)?[/?#]/u;

function settle(text: string): UrlState {
  if (WEB_ADDRESS.test(text)) return inPath(text);
  if (/^(?:mailto|tel|sms):(?!\/\/)/i.test(text)) {
    if (text.includes("?")) return { at: "message" };
    return { at: /^m/i.test(text) ? "mail" : "phone" };
  }
  // Readers drop tabs and line ends, after which two slashes would stand together.
  if (/^[?#]/.test(text) || /^\/[^/\\\0-\x20]/.test(text)) return inPath(text);
  return { at: "open", text };
}

function inPath(text: string): UrlState {
  if (text.includes("#")) return { at: "fragment" };
  return { at: text.includes("?") ? "query" : "path" };
}

/** How a value at a place of a URL is made safe. */
function urlEscape(state: UrlState, kind: "link" | "image", mayBeDots: boolean): Escape | UrlProblem {
  switch (state.at) {
    case "start":
      return kind === "link" ? "html-url" : "html-image";
    case "path":
      return mayBeDots ? "url-segment" : "url-component";
    case "query":
    case "fragment":
    case "message":
      return "url-component";
    case "mail":
      return "email-address";
    case "phone":
      return "phone-number";
    case "whole":
      return {
        code: "unsafe-position",
        problem: "a value right after a whole URL",
        help: "separate them with `/`, `?` or `#`",
      };
    case "mixed":
      return {
        code: "ambiguous-position",
        problem: "a value after branches that are different parts of a URL",
        help: "put it into every branch",
      };
    case "open":
      return {
        code: "unsafe-position",
        problem: "a value that would choose the scheme or host of a URL",
        help: "give the whole URL as one value, or write scheme and host out",
      };
  }
}

/** The state after branches that ended in these states. */
function joinUrlStates(a: UrlState, b: UrlState): UrlState {
  const same = a.at === b.at && (a.at !== "open" || (b.at === "open" && a.text === b.text));
  if (same) return a;
  const areQueries = [a, b].every(({ at }) => at === "query" || at === "message");
  return { at: areQueries ? "message" : "mixed" };
}
