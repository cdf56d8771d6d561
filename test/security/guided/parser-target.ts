import Handlebars from "handlebars";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import { createSourceFile, type SourceFile, type Span } from "../../../src/source/source-file.js";
import { readFrontMatter } from "../../../src/syntax/front-matter.js";
import type { Node } from "../../../src/syntax/nodes.js";
import { parse } from "../../../src/syntax/parse.js";
import { preScan } from "../../../src/syntax/pre-scan.js";
import { growthProblem } from "./growth.js";
import { FRONT, TAGS } from "./pieces.js";
import { type Target, textField } from "./target.js";

const MAX_DEPTH = 100;

const PIECES = [
  ...TAGS,
  ...FRONT,
  "---\n",
  "\n---\n",
  "\r\n",
  "{{",
  "~",
  "(",
  ")",
  "[x]",
  "}}}",
  "<p>",
  "a",
  "as |a b|",
  "=1",
];

/** Front matter, the scan before the parser, and the tree that is read from the parser's. */
export const parserTarget: Target = {
  name: "parser",
  fields: [textField(PIECES, 400)],
  seeds: [
    ["---\nsubject: Hi {{name}}\npreheader: 'x'\n---\n<p>{{#if a}}{{upper b}}{{else}}{{{c}}}{{/if}}</p>"],
    ["{{#each list as |item i|}}{{item.x}} {{@index}}{{else if y}}{{> p z=(eq 1 2)}}{{/each}}"],
    ['{{#*inline "a"}}x{{/inline}}{{#> a}}y{{/a}}{{!-- c --}}{{{{raw}}}}{{x}}{{{{/raw}}}}\\{{y}} {{~z~}}'],
  ],
  judge: ([text = ""]) => {
    const source = createSourceFile("t", text);
    const { values, bodyStart, diagnostics } = readFrontMatter(source);
    const body = { source, start: bodyStart, end: text.length };
    const spans = [...values.values(), body];
    return (
      firstOf(diagnostics, (each) => diagnosticProblem(each, source)) ??
      firstOf([...values.values()], (span) => spanProblem(span, source)) ??
      firstOf(spans, parsedProblem)
    );
  },
  judgeNew: ([text = ""]) =>
    growthProblem(text, (long) => {
      const source = createSourceFile("t", long);
      const { bodyStart } = readFrontMatter(source);
      preScan({ source, start: bodyStart, end: long.length }, MAX_DEPTH);
    }),
};

/** Everything points into the source, and what is refused as wrong is wrong to Handlebars as well. */
function parsedProblem(span: Span): string | undefined {
  const { nodes, diagnostics } = parse(span, MAX_DEPTH);
  const { source } = span;
  const problem = firstOf(diagnostics, (each) => diagnosticProblem(each, source)) ?? nodesProblem(nodes, source);
  if (problem !== undefined) return problem;
  const early = preScan(span, MAX_DEPTH).find(({ code }) => code === "syntax-error");
  return early && isTaken(source.text.slice(span.start, span.end))
    ? `the scan refuses what Handlebars takes: ${early.message}`
    : undefined;
}

function isTaken(text: string): boolean {
  try {
    Handlebars.parse(text);
    return true;
  } catch {
    return false;
  }
}

function diagnosticProblem({ severity, message, span }: Diagnostic, source: SourceFile): string | undefined {
  if (severity !== "error" || message === "") return "a diagnostic says nothing";
  return span && spanProblem(span, source);
}

function spanProblem({ source, start, end }: Span, expected: SourceFile): string | undefined {
  if (source !== expected) return "a span is of another source";
  const isInside = 0 <= start && start <= end && end <= source.text.length;
  return isInside ? undefined : `a span is outside of its source: ${start} to ${end} of ${source.text.length}`;
}

function nodesProblem(nodes: readonly Node[], source: SourceFile): string | undefined {
  return firstOf(nodes, (node) => {
    const problem = spanProblem(node.span, source);
    if (problem !== undefined) return problem;
    switch (node.type) {
      case "Text":
        return textProblem(node.value, node.span);
      case "Block":
        return nodesProblem([...node.body, ...node.otherwise], source);
      case "Partial":
        return nodesProblem(node.block ?? [], source);
      case "Inline":
        return nodesProblem(node.body, source);
      default:
        return undefined;
    }
  });
}

function textProblem(value: string, { source, start, end }: Span): string | undefined {
  const written = source.text.slice(start, end);
  return written === value ? undefined : `text is not what stands at its span: ${JSON.stringify([value, written])}`;
}

function firstOf<Item>(items: readonly Item[], judge: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = judge(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
