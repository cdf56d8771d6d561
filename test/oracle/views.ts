import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { isFontBlock } from "./fonts.js";

/** A document as one family of mail clients sees it. */
export type View = "standard" | "outlook";

/**
 * Builds the tree of a view. In the standard view conditional comments are comments; in the Outlook view their content
 * is live, between comments that name the condition, and what is for all others (`<!--[if !mso]><!-->`) is gone.
 */
export function parseView(html: string, view: View): Tree.Document {
  if (view === "standard") return parse(html, { scriptingEnabled: false });
  // MJML has a <noscript> for Outlook in the head, whose content would end the head if it were read as elements.
  return parse(outlookSource(html), { scriptingEnabled: true });
}

/** Whether a comment is read by Outlook, or ends one that is. */
export function isConditional(comment: string): boolean {
  return /^\[if\b|^(?:<!)?\[endif\]/.test(comment.trim());
}

/** Comments that the Outlook view puts where a condition starts, ends, or has taken something away. */
const BEGIN = "condition begins: ";
const END = "condition ends: ";
const REMOVED = "condition removes: ";

interface Comment {
  readonly start: number;
  readonly end: number;
  readonly data: string;
}

function outlookSource(html: string): string {
  const comments = commentsOf(html);
  let output = "";
  let offset = 0;
  for (let index = 0; index < comments.length; index++) {
    const comment = comments[index];
    if (comment === undefined || comment.start < offset) continue;
    output += html.slice(offset, comment.start);
    const end = comments.slice(index + 1).find(({ data }) => isEnd(data));
    const [text, next] = live(html, comment, end);
    output += text;
    offset = next;
  }
  return merged(output + html.slice(offset));
}

/** What Outlook reads in place of a comment, and the offset at which the source goes on. */
function live(html: string, comment: Comment, end: Comment | undefined): readonly [text: string, next: number] {
  const [, condition = "", hidden] = /^\[if\s+([^\]]*)\]>([\s\S]*)<!\[endif\]$/.exec(comment.data) ?? [];
  if (hidden !== undefined) return [`${mark(BEGIN, condition)}${hidden}${mark(END, condition)}`, comment.end];

  const [, revealed] = /^\[if\s+([^\]]*)\](?:>\s*(?:<!)?)?$/.exec(comment.data) ?? [];
  if (revealed === undefined || end === undefined) return [html.slice(comment.start, comment.end), comment.end];
  const content = html.slice(comment.end, end.start);
  if (!/^\(?\s*!/.test(revealed)) return [mark(BEGIN, revealed) + content + mark(END, revealed), end.end];
  return [isFontBlock(content) ? "" : mark(REMOVED, revealed), end.end];
}

function isEnd(data: string): boolean {
  return /^(?:<!)?\[endif\]$/.test(data.trim());
}

function mark(kind: string, condition: string): string {
  return `<!--${kind}${condition.replace(/\s+/g, " ").trim()}-->`;
}

/** Two conditionals with the same condition and nothing between them are one (`merged-conditionals`). */
function merged(html: string): string {
  return html.replace(/<!--condition ends: ([^>]*)-->\s*<!--condition begins: \1-->/g, "");
}

function commentsOf(html: string): Comment[] {
  const comments: Comment[] = [];
  const visit = (node: Tree.Node): void => {
    const location = "sourceCodeLocation" in node ? node.sourceCodeLocation : undefined;
    if (node.nodeName === "#comment" && location) {
      // A node with this name is a comment; parse5's types do not narrow by name.
      const { data } = node as Tree.CommentNode;
      comments.push({ start: location.startOffset, end: location.endOffset, data });
    }
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
    if ("content" in node) visit(node.content);
  };
  visit(parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false }));
  return comments.sort((one, other) => one.start - other.start);
}
