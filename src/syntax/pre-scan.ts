import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";

/**
 * Walks over the tags of a template in one pass, before the real parser: that one needs more than linear time and
 * overflows the stack on deep nesting. Finds blocks nested deeper than `maxDepth`, tags and blocks that are never
 * closed, closing tags without a block or of another name, and closing braces that run together; the parser finds everything else.
 */
export function preScan(span: Span, maxDepth: number): Diagnostic[] {
  const { source } = span;
  const text = source.text.slice(0, span.end);
  const open: Block[] = [];
  const found: Diagnostic[] = [];
  let tags = 0;

  for (let at = text.indexOf("{{", span.start); at !== -1; ) {
    if (isEscaped(text, at)) {
      at = text.indexOf("{{", at + 2);
      continue;
    }
    const end = tagEnd(text, at);
    // The parser gives up where a quote or bracket is never closed, so what follows does it no harm.
    if (end === undefined) return found;
    if (end === -1)
      return [...found, invalid(at, Math.min(text.length, at + 2), "this tag is never closed", "end it with `}}`")];
    if (++tags > MAX_TAGS) return [tooMany(at, end)];
    const written = text.slice(at, end);
    const tag = readTag(written);
    const braces = surplusBraces(text, at, end);
    if (braces !== undefined) found.push(invalid(braces.start, braces.end, braces.message, braces.help));
    if (tag.kind === "open") open.push({ name: tag.name, start: at, end, depth: depthOf(open.at(-1)) + 1 });
    if (tag.kind === "close") {
      const closed = open.pop();
      if (closed === undefined) found.push(unopened(at, end));
      else if (isOtherName(closed.name, tag.name)) return [...found, misnamed(closed.name, at, end)];
    }
    const block = open.at(-1);
    // To the parser, each `else if` is a block inside of the one before.
    if (tag.kind === "chain" && block !== undefined) block.depth++;
    if (depthOf(block) > maxDepth) return [tooDeep(at, end)];
    const inner = deepParenthesis(written, maxDepth);
    if (inner !== undefined) return [tooNested(at + inner)];
    at = text.indexOf("{{", end);
  }
  for (const { name, start, end } of open.slice(0, 1))
    found.push(invalid(start, end, `the block \`${name}\` is never closed`, `add \`{{/${name}}}\``));
  return found;

  function unopened(start: number, end: number): Diagnostic {
    const help = "remove it, or open the block before it";
    return invalid(start, end, "this tag closes a block that is not open", help);
  }

  function misnamed(name: string, start: number, end: number): Diagnostic {
    const message = `\`${text.slice(start, end)}\` closes the block \`${name}\``;
    return invalid(start, end, message, `close \`${name}\` first, with \`{{/${name}}}\``);
  }

  function invalid(start: number, end: number, message: string, help: string): Diagnostic {
    return { code: "syntax-error", severity: "error", message, help, span: { source, start, end } };
  }

  function tooNested(start: number): Diagnostic {
    const message = `helpers are called in each other deeper than ${maxDepth}`;
    const help = "compute a part of it before, or raise the limit `depth`";
    return { code: "too-deep", severity: "error", message, help, span: { source, start, end: start + 1 } };
  }

  function tooMany(start: number, end: number): Diagnostic {
    const help = "move a part of it into partials";
    const message = `the template has more than ${MAX_TAGS} tags`;
    return { code: "too-large", severity: "error", message, help, span: { source, start, end } };
  }

  function tooDeep(start: number, end: number): Diagnostic {
    const message = `blocks are nested deeper than ${maxDepth}`;
    const help = "move inner blocks into a partial, or raise the limit `depth`";
    return { code: "too-deep", severity: "error", message, help, span: { source, start, end } };
  }
}

/** The parser's time grows with the square of the number of tags: this many take it less than a second. */
const MAX_TAGS = 10_000;

/** A block that is open: where it begins, and how deep the parser is inside of it. */
interface Block {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  depth: number;
}

function depthOf(block: Block | undefined): number {
  return block?.depth ?? 0;
}

/** A backslash before `{{` makes it text, unless the backslash itself is escaped. */
function isEscaped(text: string, at: number): boolean {
  return text[at - 1] === "\\" && text[at - 2] !== "\\";
}

/**
 * Offset after the tag that starts at `at`, -1 when it has no end, or undefined when a quote or bracket in it has none. A
 * comment with dashes ends only at `--}}`.
 */
function tagEnd(text: string, at: number): number | undefined {
  if (/^\{\{~?!--/.test(text.slice(at, at + 6))) {
    const end = text.slice(at).search(/--~?\}\}/);
    return end === -1 ? -1 : text.indexOf("}}", at + end) + 2;
  }
  if (text.startsWith("{{{{", at)) return rawBlockEnd(text, at);
  if (/^\{\{~?!/.test(text.slice(at, at + 4))) {
    const end = text.indexOf("}}", at + 2);
    return end === -1 ? -1 : end + 2;
  }
  return plainTagEnd(text, at);
}

/** Braces in quotes and brackets are letters. */
function plainTagEnd(text: string, at: number): number | undefined {
  const pattern = /\}\}|"(?:\\"|[^"])*"|'(?:\\'|[^'])*'|\[(?:\\\]|[^\]])*\]|["'[]/g;
  pattern.lastIndex = at + 2;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === "}}") return pattern.lastIndex;
    if (match[0].length === 1) return undefined;
  }
  return -1;
}

/** A raw block is passed over whole: what looks like a tag in it is text. */
function rawBlockEnd(text: string, at: number): number {
  const name = /^\{\{\{\{\s*([^\s}]+)/.exec(text.slice(at, at + 200))?.[1];
  const closing = `{{{{/${name}}}}}`;
  const end = text.indexOf(closing, at + 4);
  return end === -1 ? -1 : end + closing.length;
}

/** Where parentheses in a tag are nested deeper than the limit: reading them takes a call for each. */
function deepParenthesis(tag: string, maxDepth: number): number | undefined {
  let depth = 0;
  for (let at = tag.indexOf("("); at !== -1 && at < tag.length; at++) {
    if (tag[at] === "(" && ++depth > maxDepth) return at;
    if (tag[at] === ")") depth--;
  }
  return undefined;
}

/** Whether a block is closed by another name; the parser compares names that are more than a word. */
function isOtherName(open: string, close: string): boolean {
  return open !== close && [open, close].every((name) => /^[A-Za-z_][\w-]*$/.test(name));
}

function readTag(tag: string): { kind: "open" | "close" | "chain" | "other"; name: string } {
  const opening = /^\{\{~?(?:#[*>]?|\^)\s*([^\s~}]+)/.exec(tag);
  if (opening?.[1] !== undefined) return { kind: "open", name: opening[1] };
  const closing = /^\{\{~?\/\s*([^\s~}]*)/.exec(tag);
  if (closing?.[1] !== undefined) return { kind: "close", name: closing[1] };
  return { kind: /^\{\{~?\s*else\s+[^~}\s]/.test(tag) ? "chain" : "other", name: "" };
}

/**
 * Braces of the text right after a tag, as in `.a{color:{{color}}}`: the parser reads them as a part of the tag's end.
 * Of `{{else}}` and `{{^}}`, it knows the end.
 */
function surplusBraces(
  text: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number; readonly message: string; readonly help: string } | undefined {
  const tag = text.slice(start, end);
  if (/^\{\{~?!|^\{\{\{\{|~\}\}$|^\{\{~?(?:\s*else|\^)\s*\}\}$/.test(tag)) return undefined;
  const needed = /^\{\{~?\{/.test(tag) ? "}}}" : "}}";
  const run = /^\}*/.exec(text.slice(end, end + 3))?.[0] ?? "";
  const found = `}}${run}`;
  if (found.length <= needed.length) return undefined;
  const message = `\`${found}\` ends a tag that needs \`${needed}\``;
  return { start: end - 2, end: end + run.length, message, help: `write a space between \`${needed}\` and \`}\`` };
}
