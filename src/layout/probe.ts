import { type Findings, quoteHole } from "./findings.js";
import { tokenizeHtml } from "./html.js";
import type { HtmlToken } from "./html-token.js";
import type { Mjml } from "./mjml.js";
import type { CopiedValue, PreparedMjml } from "./preparation.js";
import { FIXED_VALUE } from "./prepare-attributes.js";
import type { Hole, Punched } from "./punch.js";
import { cutAtHoles } from "./segments.js";

/** A conversion whose output is known. */
interface Conversion {
  readonly source: string;
  readonly html: string;
}

/** A text with holes, what it is replaced with, and what to say when MJML then prints something else. */
interface Trial {
  readonly text: string;
  readonly replacement: string;
  readonly hole: Hole;
  readonly problem: string;
  readonly help: string;
}

/**
 * MJML copies attributes of its type `string`, but computes on some of them all the same: it takes the width out of a
 * border and the icon out of a name, and prints no link for an empty one. So each text with holes is replaced by a
 * probe; when the probe comes out in any other way than in the places of the text, MJML has looked at it.
 */
export async function probeMjml(
  conversion: Conversion,
  prepared: PreparedMjml,
  { punched, mjml, findings }: { readonly punched: Punched; readonly mjml: Mjml; readonly findings: Findings },
): Promise<void> {
  const values = [...prepared.copiedValues];
  await run(values.map(toWholeTrial), conversion);
  for (const keyword of ["top", "left"]) await run(values.map(toKeywordTrial(keyword, punched)), conversion);
  await run(values.filter(([, value]) => value.mayBeEmpty).map(toEmptyTrial), conversion);
  await run(...(await contentTrials()));

  async function run(trials: readonly Trial[], base: Conversion): Promise<void> {
    if (await areCopied(trials, base)) return;
    for (const trial of trials) {
      if (await areCopied([trial], base)) continue;
      const { hole, problem, help } = trial;
      findings.refuse(hole, { code: "structural-position", message: `${quoteHole(hole)} ${problem}`, help });
    }
  }

  async function areCopied(trials: readonly Trial[], { source, html }: Conversion): Promise<boolean> {
    const probed = replaceTrials(source, trials, punched);
    if (probed === source) return true;
    const result = await convert(probed);
    return result !== undefined && sameTokens(result, replaceTrials(html, trials, punched));
  }

  /** Contents that may be empty are one word at first, which no inliner rewrites, and then nothing. */
  async function contentTrials(): Promise<[readonly Trial[], Conversion]> {
    const contents = [...prepared.emptyContents];
    const words = contents.map(([text, hole]) => toContentTrial(text, hole.token, hole));
    const source = replaceTrials(conversion.source, words, punched);
    const html = source === conversion.source ? conversion.html : ((await convert(source)) ?? "");
    return [contents.map(([, hole]) => toContentTrial(hole.token, "", hole)), { source, html }];
  }

  async function convert(source: string): Promise<string | undefined> {
    try {
      return (await mjml.convert(source)).html;
    } catch {
      // MJML was able to read the document, so it has looked at the probe.
      return undefined;
    }
  }
}

/** Replaces the texts of all trials in one pass; each is found by its first hole, which is nowhere else. */
function replaceTrials(source: string, trials: readonly Trial[], { pattern }: Punched): string {
  const byToken = new Map(
    trials.map((trial) => {
      const offset = trial.text.search(pattern);
      return [trial.text.slice(offset).match(pattern)?.[0], { ...trial, offset }];
    }),
  );
  const pieces: string[] = [];
  let end = 0;
  for (const match of source.matchAll(pattern)) {
    const trial = byToken.get(match[0]);
    const start = match.index - (trial?.offset ?? 0);
    if (trial === undefined || start < end || !source.startsWith(trial.text, start)) continue;
    pieces.push(source.slice(end, start), trial.replacement);
    end = start + trial.text.length;
  }
  return pieces.join("") + source.slice(end);
}

const COMPUTED = { problem: "stands in an attribute that MJML computes on", help: FIXED_VALUE };

/** Looks like a border, a position and a size at once. */
function toWholeTrial([text, { hole }]: readonly [string, CopiedValue]): Trial {
  return { text, replacement: "7px 3px", hole, ...COMPUTED };
}

/** A keyword in place of each value, or of a choice: MJML turns positions round when it knows their words. */
function toKeywordTrial(keyword: string, punched: Punched) {
  return ([text, { hole, attribute }]: readonly [string, CopiedValue]): Trial => {
    const word = attribute === "name" ? "facebook" : keyword;
    const parts = cutAtHoles(text, punched);
    const hasValue = parts.some((part) => typeof part !== "string" && part.type === "value");
    const words = parts.map((part) => {
      if (typeof part === "string") return part;
      return part.type === "value" ? word : part.token;
    });
    return { text, replacement: hasValue ? words.join("") : `${word} center`, hole, ...COMPUTED };
  };
}

function toEmptyTrial([text, { hole }]: readonly [string, CopiedValue]): Trial {
  const problem = "stands in an attribute that MJML drops when it is empty";
  return { text, replacement: "", hole, problem, help: FIXED_VALUE };
}

function toContentTrial(text: string, replacement: string, hole: Hole): Trial {
  const problem = "may leave its component empty, which MJML then prints in another way";
  const help = "add text that is always there, or put an `{{#if}}` around two components";
  return { text, replacement, hole, problem, help };
}

/** Whether two documents are equal but for white space and for the ways in which attributes may be written. */
function sameTokens(one: string, other: string): boolean {
  return one === other || describeTokens(one) === describeTokens(other);
}

function describeTokens(html: string): string {
  return tokenizeHtml(html)
    .map((token) => describeToken(token, html))
    .filter((text) => text !== "")
    .join("\n");
}

function describeToken(token: HtmlToken, html: string): string {
  if (token.type !== "open") return html.slice(token.start, token.end).replace(/\s+/g, " ").trim();
  const attributes = token.attributes.map(({ name, valueStart, valueEnd }) => [name, html.slice(valueStart, valueEnd)]);
  return JSON.stringify([token.name, attributes]);
}
