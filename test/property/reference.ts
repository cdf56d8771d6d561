import Handlebars from "handlebars";
import { printAlike, printPlain } from "../oracle/plain-print.js";
import type { Sources } from "./templates.js";

/**
 * What Handlebars prints, each value as one line. An empty text is put before everything that a program prints: with
 * `noEscape`, Handlebars 4.7.10 adds numbers that stand side by side (`{{1}}{{2}}` prints 3; mended after that version,
 * pull request 2167).
 */
export function renderReference({ template, partials }: Sources, data: unknown): string {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(EMPTY, () => "");
  handlebars.registerHelper("raw", function raw(this: unknown, options: Handlebars.HelperOptions) {
    return options.fn(this);
  });
  Object.assign(handlebars, { parse: (text: string) => separate(printAlike(Handlebars.parse(text))) });
  handlebars.registerPartial(partials);
  return printPlain(() => handlebars.compile(template)(withoutConversion(data)));
}

/**
 * A copy whose lists are equal to no text or number. Handlebars compares contexts with `==`, so that to it `{{#each}}` from
 * 3 to `[3]` opens no scope; Platen never converts an object.
 */
function withoutConversion(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    return Object.defineProperty(value.map(withoutConversion), Symbol.toPrimitive, { value: () => "a list" });
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutConversion(each)]));
}

const EMPTY = "emptyText";

const EMPTY_TEXT = Handlebars.parse(`{{${EMPTY}}}`).body;

/** Puts the empty text before every statement of every program. White-space control is over by now. */
function separate(program: hbs.AST.Program): hbs.AST.Program {
  const visitor = new Handlebars.Visitor();
  const programs: hbs.AST.Program[] = [];
  visitor.Program = function Program(this: hbs.AST.Program, each) {
    programs.push(each);
    Handlebars.Visitor.prototype.Program.call(visitor, each);
  };
  visitor.accept(program);
  for (const each of programs) each.body = each.body.flatMap((statement) => [...EMPTY_TEXT, statement]);
  return program;
}
