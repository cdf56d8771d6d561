import Handlebars from "handlebars";
import type { Program } from "../../src/artifact/instructions.js";
import type { BenchCase } from "../cases/receipt.js";
import { type Contestant, encode } from "./contestant.js";
import { COMPILE_OPTIONS, toHandlebars } from "./to-handlebars.js";

/** The work that is left when nothing is looked up, checked or escaped: joining the finished pieces. */
export function limitContestant(benchCase: BenchCase): Contestant {
  const { artifact, rendered } = benchCase;
  const html = cutAt(rendered.html, piecesOf(artifact.programs.html, benchCase));
  const text = cutAt(rendered.text, piecesOf(artifact.programs.text, benchCase).map(wordsOf));
  const subject = cutAt(rendered.subject, piecesOf(artifact.programs.subject, benchCase));
  return {
    name: "limit: joining finished pieces",
    about: `${html.length + text.length + subject.length} flat strings, escaped already, joined with += and encoded`,
    render: () => encode({ html: join(html), text: join(text), subject: join(subject) }),
  };
}

/** The least that anything can take: no piece is even joined. */
export function encodingContestant({ rendered }: BenchCase): Contestant {
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
function piecesOf(program: Program, { artifact, variables }: BenchCase): readonly string[] {
  const source = toHandlebars(program, artifact.strings, MARK);
  return Handlebars.compile(source, COMPILE_OPTIONS)(variables).split(MARK);
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
