import { compile as compileHtmlToText, type HtmlToTextOptions } from "html-to-text";
import type { EmailCase, SmsCase } from "../cases/case.js";
import type { Engine } from "../engines/engine.js";
import { type Contestant, encode, encodeText } from "./contestant.js";
import { stage, stageEmail } from "./stage.js";

/** Does less than Platen: one escaper for all places, no check of values, no margins that collapse. */
export function stagedContestant(engine: Engine, emailCase: EmailCase): Contestant {
  const { variables } = emailCase;
  const { html, text, subject } = compileParts(engine, emailCase);
  return {
    name: `${engine.name}, staged by hand`,
    about: "MJML and juice ran once; html, a hand-written text and the subject are filled",
    render: () => encode({ html: html(variables), text: text(variables), subject: subject(variables) }),
  };
}

/** Staged by hand, but nobody wrote a text part. */
export function stagedHtmlToTextContestant(engine: Engine, emailCase: EmailCase): Contestant {
  const { variables } = emailCase;
  const { html, subject } = compileParts(engine, emailCase);
  const toText = compileHtmlToText(TEXT_OPTIONS);
  return {
    name: `${engine.name}, and html-to-text`,
    about: "staged by hand as well, but html-to-text makes the text of every message out of its html",
    render: () => {
      const filled = html(variables);
      return encode({ html: filled, text: toText(filled), subject: subject(variables) });
    },
  };
}

/** Knows nothing of segments, alphabets and lines. */
export function stagedSmsContestant(engine: Engine, { artifact, variables }: SmsCase): Contestant {
  const fill = engine.compile(stage(artifact.programs.text, artifact.strings, engine.dialect), "plain");
  return {
    name: engine.name,
    about: "the text is filled; segments are not counted",
    render: () => encodeText(fill(variables)),
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

type Fill = ReturnType<Engine["compile"]>;

function compileParts(engine: Engine, emailCase: EmailCase): Readonly<Record<"html" | "text" | "subject", Fill>> {
  const { html, text, subject } = stageEmail(emailCase, engine.dialect);
  return {
    html: engine.compile(html, "html"),
    text: engine.compile(text, "plain"),
    subject: engine.compile(subject, "plain"),
  };
}
