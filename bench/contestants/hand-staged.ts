import Handlebars from "handlebars";
import { compile as compileHtmlToText, type HtmlToTextOptions } from "html-to-text";
import type { BenchCase } from "../cases/receipt.js";
import { type Contestant, encode } from "./contestant.js";
import { COMPILE_OPTIONS, toHandlebars, toHandlebarsText } from "./to-handlebars.js";

/** Source of the templates that were staged by hand: the same finished document, as Handlebars reads it. */
export function handStagedSources({ artifact }: BenchCase): { html: string; text: string; subject: string } {
  const { programs, strings } = artifact;
  return {
    html: toHandlebars(programs.html, strings),
    text: toHandlebarsText(programs.text, strings),
    subject: toHandlebars(programs.subject, strings),
  };
}

/** Does less than Platen: one escaper for all places, no check of values, no margins that collapse. */
export function handStagedContestant(benchCase: BenchCase): Contestant {
  const { variables } = benchCase;
  const { html, text, subject } = compileAll(benchCase);
  return {
    name: "Handlebars, staged by hand",
    about: "MJML and juice ran once; precompiled Handlebars fills html, a hand-written text and the subject",
    render: () => encode({ html: html(variables), text: text(variables), subject: subject(variables) }),
  };
}

/** Staged by hand, but nobody wrote a text part. */
export function handStagedHtmlToTextContestant(benchCase: BenchCase): Contestant {
  const { variables } = benchCase;
  const { html, subject } = compileAll(benchCase);
  const toText = compileHtmlToText(TEXT_OPTIONS);
  return {
    name: "the same, and html-to-text",
    about: "as above, but html-to-text makes the text part of every message out of its html",
    render: () => {
      const filled = html(variables);
      return encode({ html: filled, text: toText(filled), subject: subject(variables) });
    },
  };
}

/** What the documentation of html-to-text recommends for email; its own formatters, as they are the fastest. */
const TEXT_OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  baseElements: { selectors: ["body"] },
  selectors: [
    { selector: "img", format: "skip" },
    { selector: "a", options: { hideLinkHrefIfSameAsText: true } },
  ],
};

function compileAll(benchCase: BenchCase): Readonly<Record<"html" | "text" | "subject", HandlebarsTemplateDelegate>> {
  const sources = handStagedSources(benchCase);
  const plain = { ...COMPILE_OPTIONS, noEscape: true };
  return {
    html: Handlebars.compile(sources.html, COMPILE_OPTIONS),
    text: Handlebars.compile(sources.text, plain),
    subject: Handlebars.compile(sources.subject, plain),
  };
}
