import type { Program } from "../../src/artifact/instructions.js";
import type { Variables } from "../../src/runtime/index.js";
import type { EmailCase, SmsCase } from "../cases/case.js";
import { handlebars } from "../engines/handlebars.js";
import { type Contestant, encode, encodeText } from "./contestant.js";
import { escapeHtml, stage } from "./stage.js";

/** The work that is left when nothing is looked up, checked or escaped: joining the finished pieces. */
export function limitContestant(emailCase: EmailCase): Contestant {
  const { artifact, rendered } = emailCase;
  const html = cutAt(rendered.html, piecesOf(artifact.programs.html, emailCase, "html"));
  const text = cutAt(rendered.text, piecesOf(artifact.programs.text, emailCase, "plain").map(wordsOf));
  const subject = cutAt(rendered.subject, piecesOf(artifact.programs.subject, emailCase, "plain"));
  return {
    name: "limit: joining finished pieces",
    about: `${html.length + text.length + subject.length} flat strings, escaped already, joined with += and encoded`,
    render: () => encode({ html: join(html), text: join(text), subject: join(subject) }),
  };
}

/** The same for the text of an SMS. */
export function limitSmsContestant(smsCase: SmsCase): Contestant {
  const text = cutAt(smsCase.rendered.text, piecesOf(smsCase.artifact.programs.text, smsCase, "plain"));
  return {
    name: "limit: joining finished pieces",
    about: `${text.length} flat strings joined with += and encoded`,
    render: () => encodeText(join(text)),
  };
}

/** The least that anything can take: no piece is even joined. */
export function encodingContestant({ rendered }: EmailCase): Contestant {
  const [html, text, subject] = [flat(rendered.html), flat(rendered.text), flat(rendered.subject)];
  return {
    name: "encoding alone",
    about: "three finished flat strings made into UTF-8",
    render: () => encode({ html, text, subject }),
  };
}

function join(pieces: readonly string[]): string {
  let joined = "";
  for (const piece of pieces) joined += piece;
  return joined;
}

/** A character that no template contains. */
const MARK = "\uFDD0";

/** What the instructions of a program print, in order. Handlebars runs it, so that nothing of the runtime is needed. */
function piecesOf(
  program: Program,
  { artifact, variables }: EmailCase | SmsCase,
  kind: "html" | "plain",
): readonly string[] {
  const fill = handlebars.compile(stage(program, artifact.strings, handlebars.dialect, MARK), "plain");
  return fill(kind === "html" ? escaped(variables) : variables).split(MARK);
}

/** Variables whose texts are HTML already, spelled as Platen spells them. */
function escaped(variables: Variables): Variables {
  return JSON.parse(JSON.stringify(variables), (_, value) => (typeof value === "string" ? escapeHtml(value) : value));
}

/** Pieces of the text part are collapsed before they are joined. */
function wordsOf(piece: string): string {
  return piece.replace(/[ \t\n\r\f\u200A\uFDD1-\uFDD3]+/g, " ").replace(/^ | $/g, "");
}

/** Cuts a finished string after each of its pieces; a separator belongs to the piece after it. */
function cutAt(finished: string, pieces: readonly string[]): readonly string[] {
  const cut: string[] = [];
  let end = 0;
  for (const piece of pieces.filter((each) => each !== "")) {
    const found = finished.indexOf(piece, end);
    // Anything else between them would be a piece that was not found.
    if (found === -1 || !/^[\s|]*$/.test(finished.slice(end, found)))
      throw new Error("a piece is not where it was printed");
    cut.push(flat(finished.slice(end, found + piece.length)));
    end = found + piece.length;
  }
  if (end < finished.length) throw new Error("the last pieces are missing");
  return cut;
}

/** A copy that is no slice of another string, with one byte per character where that is enough. */
function flat(text: string): string {
  return Buffer.from(text).toString();
}
