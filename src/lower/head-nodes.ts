/**
 * A piece of the document's head: a tag or a rule, which is all opening; or an element, an at-rule or a conditional comment
 * with what is inside of it. White space after a piece belongs to it.
 */
export interface HeadNode {
  readonly open: string;
  readonly body: readonly HeadNode[];
  readonly close: string;
}

const REVEALED = /^<!--\[if [^\]]*\]><!-->/;
const REVEALED_END = /^<!--<!\[endif\]-->/;

/** Cuts the HTML of a head into style sheets with their rules, conditional comments and tags. */
export function readHead(html: string): readonly HeadNode[] {
  const levels: { readonly open: string; readonly body: HeadNode[] }[] = [{ open: "", body: [] }];
  const parts = html.match(
    /(?:<!--\[if [^\]]*\]><!-->|<!--[\s\S]*?-->|<style\b[^>]*>[\s\S]*?<\/style>|<[^>]*>|[^<]+|<)\s*/g,
  );
  for (const part of parts ?? []) {
    const level = levels.at(-1);
    if (REVEALED.test(part)) {
      levels.push({ open: part, body: [] });
    } else if (level !== undefined && REVEALED_END.test(part) && levels.length > 1) {
      levels.pop();
      levels.at(-1)?.body.push({ ...level, close: part });
    } else {
      level?.body.push(readElement(part));
    }
  }
  const [{ body: top } = { body: [] }, ...unclosed] = levels;
  return [...top, ...unclosed.map((level) => ({ ...level, close: "" }))];
}

function readElement(html: string): HeadNode {
  const [, open, css = "", close = ""] = /^(<style\b[^>]*>\s*)([\s\S]*)(<\/style>\s*)$/.exec(html) ?? [];
  return open === undefined ? leaf(html) : { open, body: readRules(css), close };
}

const CSS_TOKENS = /\/\*[\s\S]*?\*\/|url\([^)"']*\)|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|\\[\s\S]|[{};]/gi;

/** Cuts a style sheet into its rules; the rules of an at-rule are inside of it. */
function readRules(css: string): readonly HeadNode[] {
  const rules: HeadNode[] = [];
  let [start, depth, bodyStart] = [0, 0, 0];
  for (const { 0: token, index } of css.matchAll(CSS_TOKENS)) {
    if (token === "{" && depth++ === 0) bodyStart = index + 1;
    const isEnd = (token === "}" && --depth <= 0) || (token === ";" && depth === 0);
    if (!isEnd) continue;
    depth = 0;
    const end = index + 1 + (/^\s*/.exec(css.slice(index + 1))?.[0].length ?? 0);
    rules.push(readRule(css.slice(start, end), token === "}" ? bodyStart - start : undefined));
    start = end;
  }
  return start < css.length ? [...rules, leaf(css.slice(start))] : rules;
}

function readRule(css: string, bodyStart: number | undefined): HeadNode {
  const bodyEnd = css.lastIndexOf("}");
  if (bodyStart === undefined || !css.slice(bodyStart, bodyEnd).includes("{")) return leaf(css);
  const indent = /^\s*/.exec(css.slice(bodyStart))?.[0].length ?? 0;
  const open = css.slice(0, bodyStart + indent);
  return { open, body: readRules(css.slice(bodyStart + indent, bodyEnd)), close: css.slice(bodyEnd) };
}

function leaf(open: string): HeadNode {
  return { open, body: [], close: "" };
}

export function printHead(nodes: readonly HeadNode[]): string {
  return nodes.map(({ open, body, close }) => open + printHead(body) + close).join("");
}

/** Equal for nodes that mean the same. */
export function describeNode({ open, body, close }: HeadNode): string {
  return [describeOpening({ open }), ...body.map(describeNode), close.trim()].join("\n");
}

/** Equal for nodes that may be one when what is inside of them is united. */
export function describeOpening({ open }: Pick<HeadNode, "open">): string {
  return open.replace(/\s+/g, " ").trim();
}
