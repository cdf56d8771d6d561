import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { measureNewContent } from "./cases/content.js";
import { measureGrowth } from "./cases/growth.js";
import { type BenchCase, compileReceipt, loadReceipt } from "./cases/receipt.js";
import { type Agreement, disagreements } from "./check.js";
import type { Contestant } from "./contestants/contestant.js";
import { handStagedContestant, handStagedHtmlToTextContestant } from "./contestants/hand-staged.js";
import { encodingContestant, limitContestant } from "./contestants/limit.js";
import { naiveContestant } from "./contestants/naive.js";
import { platenContestant } from "./contestants/platen.js";
import { describeEnvironment } from "./environment.js";
import { measureFresh } from "./fresh-process.js";
import { measure, measureSlow } from "./measure.js";
import { formatResults, type Group, PER_MESSAGE, type Results, type Row } from "./report.js";
import { bundledSize } from "./size.js";

/** Prints one table of figures of this run. `--json FILE` writes them as well. */
const { values } = parseArgs({ options: { json: { type: "string" } } });
const receipt = await loadReceipt();
const contestants: ReadonlyMap<Contestant, Agreement> = new Map([
  [platenContestant(receipt), "same bytes"],
  [limitContestant(receipt), "same bytes"],
  [encodingContestant(receipt), "same bytes"],
  [handStagedContestant(receipt), "same document"],
  [handStagedHtmlToTextContestant(receipt), "same html"],
  [naiveContestant(receipt), "reference"],
]);

const wrong = await findDisagreements();
if (wrong.length > 0) {
  console.error(`Nothing was measured, because the results differ:\n${wrong.join("\n")}`);
  process.exit(1);
}
const results = await findResults();
console.log(formatResults(results));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);

async function findDisagreements(): Promise<readonly string[]> {
  const all: string[] = [];
  for (const [contestant, agreement] of contestants) all.push(...(await disagreements(contestant, agreement, receipt)));
  return all;
}

async function findResults(): Promise<Results> {
  return {
    environment: describeEnvironment(),
    subject: describeCase(receipt),
    groups: [await messageGroup(), ...(await processGroups()), await sizeGroup()],
  };
}

function describeCase({ template, sample, rendered }: BenchCase): string {
  const size = (part: string): string => `${Buffer.byteLength(part)} B`;
  const { html, text, subject } = rendered;
  return `${template}, sample ${sample}: html ${size(html)}, text ${size(text)}, subject ${size(subject)}`;
}

async function messageGroup(): Promise<Group> {
  const spreads = await measure([...contestants.keys()]);
  const rows = [...spreads].map(([{ name, about }, value]): Row => ({ name, about, value }));
  return { title: PER_MESSAGE, rows };
}

async function processGroups(): Promise<readonly Group[]> {
  const warm = await measureSlow(15, compileReceipt);
  const content = await measureNewContent();
  const fresh = measureFresh(receipt);
  const row = (name: string, about: string, value: Row["value"]): Row => ({ name, about, value });
  return [
    {
      title: "compiling",
      rows: [
        row("again", "templates read and compiled in a process that has done so before", warm),
        row("first", "in a fresh process, with importing platen and mjml", fresh["first compile"]),
      ],
    },
    {
      title: "a new content in a known layout",
      rows: [
        row("one message the slow way", "the announcement with a content that comes once", content.slow),
        row("compile it", "its layout was compiled with another content before", content.compile),
      ],
    },
    {
      title: "compiling documents of",
      rows: Object.entries(await measureGrowth()).map(([sections, value]) =>
        row(`${sections} sections`, "two columns each, with values, a condition and a button", value),
      ),
    },
    {
      title: "importing",
      rows: [
        row("platen/runtime", "in a fresh process, like all of these", fresh["import platen/runtime"]),
        row("platen", "MJML is imported by the first compile", fresh["import platen"]),
        row("mjml", "what everything costs that renders with MJML", fresh["import mjml"]),
      ],
    },
    {
      title: "process start to first message",
      rows: [
        row("platen/runtime, artifact", "read, checked, rendered, encoded", fresh["first message, platen"]),
        row(
          "handlebars, staged by hand",
          "templates read, parsed, filled, encoded",
          fresh["first message, handlebars"],
        ),
        row("limit: node alone", "a script that does nothing", fresh["start node"]),
      ],
    },
  ];
}

async function sizeGroup(): Promise<Group> {
  const about = "bundled and minified by esbuild, gzip -9";
  return {
    title: "size",
    rows: [
      { name: "platen/runtime", about, value: { bytes: await bundledSize("platen/runtime", "neutral") } },
      { name: "handlebars/runtime", about, value: { bytes: await bundledSize("handlebars/runtime", "browser") } },
    ],
  };
}
