import { describe, expect, it } from "vitest";
import { createRenderer } from "../../src/index.js";
import { load, type RenderedEmail } from "../../src/runtime/index.js";
import { type Case, casesWith, emailDifferences, FILES, referenceOf, TEMPLATE_ROOT } from "./cases.js";
import { differences, textDifferences } from "./compare.js";
import { CONTROLS, type Control } from "./controls.js";
import { type ReferenceEmail, renderReferenceSms } from "./reference.js";

/**
 * Law 1: compiling first and filling later equals filling first. Every template that ships with Platen, with every one
 * of its samples.
 */
const renderer = createRenderer({ templates: TEMPLATE_ROOT });
const EMAILS = casesWith("email.mjml");
const MESSAGES = casesWith("sms.txt");

const messages = new Map<string, ReturnType<typeof compileEmail>>();

function compileEmail(template: string) {
  return renderer.compile({ type: "email", template });
}

function compiled(template: string): ReturnType<typeof compileEmail> {
  const message = messages.get(template) ?? compileEmail(template);
  messages.set(template, message);
  return message;
}

describe("emails equal the reference", () => {
  it("has cases", () => expect(EMAILS).not.toEqual([]));

  it.each(EMAILS)("$name", async (example) => {
    const message = await compiled(example.template);
    expect(emailDifferences(message.render(example.variables), await referenceOf(example))).toEqual([]);
  });

  it.each(EMAILS)("$name, through JSON", async (example) => {
    const { artifact, render } = await compiled(example.template);
    const read = load(JSON.parse(JSON.stringify(artifact)));
    expect(read.render(example.variables)).toEqual(render(example.variables));
  });
});

describe("SMS equal the reference", () => {
  it.each(MESSAGES)("$name", async ({ template, variables }) => {
    const message = await renderer.compile({ type: "sms", template });
    const request = { type: "sms", template } as const;
    const reference = renderReferenceSms({ files: FILES, request, variables });
    expect(textDifferences("text", message.render(variables, { sms: { smart: "off" } }).text, reference)).toEqual([]);
  });
});

/** As many places of one defect are tried in one email; a large one has hundreds. */
const MUTANTS_PER_CASE = 8;

describe("the oracle fires when", () => {
  it.each(CONTROLS)("$name", async (control) => {
    const found: Tally = { visible: 0, unreported: [] };
    for (const example of EMAILS) await tryControl(control, example, found);
    expect(found.unreported).toEqual([]);
    expect(found.visible).toBeGreaterThan(0);
  });
});

interface Tally {
  /** How many emails with the defect came out otherwise than without. */
  visible: number;
  /** Those of them in which the oracle saw nothing. */
  readonly unreported: string[];
}

/** Renders an email that equals the reference with one defect at a time. */
async function tryControl(control: Control, example: Case, found: Tally): Promise<void> {
  const message = await compiled(example.template);
  const reference = await referenceOf(example);
  const email = message.render(example.variables);
  expect(emailDifferences(email, reference)).toEqual([]);
  let tried = 0;
  for (const spoiled of control.spoil(message.artifact, example.variables)) {
    if (spoiled.html === email.html && spoiled.text === email.text) continue;
    found.visible++;
    if (!isReported(spoiled, email, reference)) found.unreported.push(`${example.name}, ${tried}`);
    if (++tried === MUTANTS_PER_CASE) break;
  }
}

/** Whether the comparison sees a defect; only the parts that came out otherwise are compared. */
function isReported(spoiled: RenderedEmail, email: RenderedEmail, reference: ReferenceEmail): boolean {
  if (spoiled.text !== email.text && textDifferences("text", spoiled.text, reference.text).length > 0) return true;
  return spoiled.html !== email.html && differences(spoiled.html, reference.html).length > 0;
}
