import Handlebars from "handlebars";

/**
 * Runs Handlebars so that every printed value becomes one line: each run of white space is a space, as in an SMS. What is
 * marked as a `SafeString` keeps its lines. Nothing is escaped.
 *
 * @param left What is left of a printed text; all of it unless given.
 */
export function printPlain(run: () => string, left: (text: string) => string = (text) => text): string {
  const { escapeExpression } = Handlebars.Utils;
  // Handlebars asks this object for it whenever a template is run, and has no option for it.
  Object.assign(Handlebars.Utils, { escapeExpression: (value: unknown) => toLine(value, left) });
  try {
    return run();
  } finally {
    Object.assign(Handlebars.Utils, { escapeExpression });
  }
}

function toLine(value: unknown, left: (text: string) => string): string {
  if (value instanceof Handlebars.SafeString) return value.toString();
  return value === undefined || value === null ? "" : left(String(value)).replace(/[\t-\r \x85\u2028\u2029]+/g, " ");
}

/** Makes `{{{x}}}` of every program print as `{{x}}` does: in text they mean the same. */
export function printAlike(program: hbs.AST.Program): hbs.AST.Program {
  const visitor = new Handlebars.Visitor();
  visitor.MustacheStatement = (mustache: hbs.AST.MustacheStatement) => {
    Object.assign(mustache, { escaped: true });
  };
  visitor.accept(program);
  return program;
}
