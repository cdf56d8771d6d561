import type { Contract, Variable } from "../analyze/contract.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source-file.js";
import type { ExpandedNode, TextNode } from "../syntax/nodes.js";

/**
 * Warns of an SMS that should say how to opt out: one with a link, which carriers take for advertising, or one that is
 * said to be; `marketing` false says that nobody can opt out of it. Whether words in a language not known here do say
 * so, nobody can tell: hence no error.
 */
export function checkOptOut(
  nodes: readonly ExpandedNode[],
  contract: Contract,
  marketing: boolean | undefined,
): readonly Diagnostic[] {
  if (marketing === false) return [];
  const texts = textsOf(nodes);
  const variables = [...variablesOf(contract)];
  const words = texts.map(({ value }) => value).join(" ");
  if (KEYWORD.test(words) || PHRASE.test(words) || variables.some(({ name }) => OPT_OUT_NAME.test(name))) return [];
  const link = texts.find(({ value }) => LINK.test(value))?.span ?? variables.find(isLink)?.at;
  if (link === undefined && marketing !== true) return [];
  const what = marketing === true ? "is for marketing" : "has a link";
  return [
    {
      code: "missing-opt-out",
      severity: "warning",
      message: `the SMS ${what}, and does not say how to opt out`,
      help: "add words such as `Reply STOP to opt out`, or set `marketing` to false if nobody can opt out of it",
      ...(link && { span: link }),
    },
  ];
}

/** What recipients answer, in capitals as messages quote it. */
const KEYWORD = /\b(?:STOP|STOPP|STOPALL|ARRET|BAJA|PARAR|SAIR|UNSUBSCRIBE|CANCEL|QUIT)\b/;
const PHRASE =
  /\b(?:reply|text|send)\s+["'“‘]?(?:stop|quit|end|no)\b|\bopt(?:ing)?[- ]?out\b|unsubscrib|abmeld|abbestell|d[ée]sabonn|d[ée]sinscri|suscripci|disiscri|uitschrijv|afmeld/i;
const OPT_OUT_NAME = /(?:^|[_.-])(?:stop|unsub|opt_?out)|unsubscribe|optOut/i;

const LINK = /\bhttps?:\/\/|\bwww\./i;
const LINK_NAME = /(?:^|[_-])(?:url|uri|link)$|(?:Url|Uri|URL|Link)$/;

function textsOf(nodes: readonly ExpandedNode[]): readonly TextNode[] {
  return nodes.flatMap((node) => {
    switch (node.type) {
      case "Text":
        return [node];
      case "Value":
        return [];
      case "Block":
        return [...textsOf(node.body), ...textsOf(node.otherwise)];
      default:
        return textsOf(node.body);
    }
  });
}

interface NamedVariable {
  readonly name: string;
  readonly format: string | undefined;
  /** Where it is named first. */
  readonly at: Span | undefined;
}

/** All variables, with the names that they have where they lie. */
function* variablesOf({ properties, items }: Variable): Generator<NamedVariable> {
  for (const [name, variable] of properties) {
    const at = variable.uses.find(({ direct }) => direct)?.span;
    yield { name, format: variable.declared?.format, at };
    yield* variablesOf(variable);
  }
  if (items !== undefined) yield* variablesOf(items);
}

/** Whether a variable that the template names is an address, as its contract or its name says. */
function isLink({ name, format, at }: NamedVariable): boolean {
  return at !== undefined && (format === "uri" || LINK_NAME.test(name));
}
