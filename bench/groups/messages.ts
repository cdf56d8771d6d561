import type { EmailCase, SmsCase } from "../cases/case.js";
import { loadLarge, loadMedium, loadSmall, loadSms } from "../cases/messages.js";
import { type Agreement, disagreements, unnoticed } from "../check.js";
import type { Contestant } from "../contestants/contestant.js";
import { countedSmsContestant } from "../contestants/counted.js";
import { encodingContestant, limitContestant, limitSmsContestant } from "../contestants/limit.js";
import { naiveContestant } from "../contestants/naive.js";
import { platenBytesContestant, platenContestant, platenSmsContestant } from "../contestants/platen.js";
import { reactEmailContestant } from "../contestants/react-email.js";
import { stagedContestant, stagedHtmlToTextContestant, stagedSmsContestant } from "../contestants/staged.js";
import type { Engine } from "../engines/engine.js";
import { eta } from "../engines/eta.js";
import { handlebars } from "../engines/handlebars.js";
import { liquid } from "../engines/liquid.js";
import { nunjucksEngine } from "../engines/nunjucks.js";
import { measure } from "../measure.js";
import type { Group, Row } from "../report.js";

/** A message, everybody who makes it, and what each has to agree in. */
interface Contest {
  readonly message: EmailCase | SmsCase;
  readonly contestants: ReadonlyMap<Contestant, Agreement>;
}

const ENGINES: readonly Engine[] = [handlebars, liquid, eta, nunjucksEngine];

/** Checks that all contestants make the small email, and measures them. */
export async function measureSmall(): Promise<readonly Group[]> {
  const small = await loadSmall();
  return await contest({
    message: small,
    contestants: new Map([...contestantsFor(small), [reactEmailContestant(small), "same words"]]),
  });
}

export async function measureMedium(): Promise<readonly Group[]> {
  const medium = await loadMedium();
  const toText = stagedHtmlToTextContestant(handlebars, medium);
  return await contest({ message: medium, contestants: new Map([...contestantsFor(medium), [toText, "same html"]]) });
}

export async function measureLarge(): Promise<readonly Group[]> {
  const large = await loadLarge();
  return await contest({ message: large, contestants: contestantsFor(large) });
}

export async function measureSms(): Promise<readonly Group[]> {
  const sms = await loadSms();
  const contestants = new Map<Contestant, Agreement>([
    [platenSmsContestant(sms), "same bytes"],
    [limitSmsContestant(sms), "same bytes"],
    ...ENGINES.map((engine) => [stagedSmsContestant(engine, sms), "same bytes"] as const),
    [countedSmsContestant(handlebars, sms), "same bytes"],
  ]);
  return await contest({ message: sms, contestants });
}

function contestantsFor(message: EmailCase): ReadonlyMap<Contestant, Agreement> {
  return new Map<Contestant, Agreement>([
    [platenBytesContestant(message), "same bytes"],
    [platenContestant(message), "same bytes"],
    [limitContestant(message), "same bytes"],
    [encodingContestant(message), "same bytes"],
    ...ENGINES.map((engine) => [stagedContestant(engine, message), "same document"] as const),
    [naiveContestant(message), "reference"],
  ]);
}

/** @throws when a contestant makes another message, or could without being noticed; nothing is measured then. */
async function contest({ message, contestants }: Contest): Promise<readonly Group[]> {
  const wrong: string[] = [];
  for (const [contestant, agreement] of contestants) {
    wrong.push(...(await disagreements(contestant, agreement, message)));
    // Finding what differs in the large one takes seconds; it is compared like the medium one.
    if (message.size !== "large") wrong.push(...(await unnoticed(contestant, agreement, message)));
  }
  if (wrong.length > 0) throw new Error(`${message.size} is not measured, as results differ:\n${wrong.join("\n")}`);
  const spreads = await measure([...contestants.keys()]);
  const rows = [...spreads].map(([{ name, about }, value]): Row => ({ name, about, value }));
  return [{ title: describe(message), isPerMessage: true, rows }];
}

function describe({ size, template, rendered }: EmailCase | SmsCase): string {
  const parts = Object.entries({ html: rendered.html, text: rendered.text, subject: rendered.subject });
  const sizes = parts.filter(([, part]) => part !== "").map(([name, part]) => `${name} ${Buffer.byteLength(part)} B`);
  return `${size}: ${template}, ${sizes.join(", ")}`;
}
