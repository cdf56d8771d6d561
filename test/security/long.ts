import { parseArgs } from "node:util";
import { type Attack, attack, formatFailures, type Tally } from "./attack.js";
import { HANDLEBARS, NO_ESCAPING } from "./controls.js";
import { PLACES, type Place } from "./places.js";

/** Attacks every place, and prints the table of the README: `npm run attack -- --runs 2000 --seed 1`. */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "500" },
    seed: { type: "string" },
    only: { type: "string", default: "" },
  },
});
const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
const runs = Number(values.runs);
/** Broken escapers fail so often that fewer values tell as much. */
const FEWER: Attack = { seed, runs: Math.min(runs, 100), every: 1 };

process.stdout.write(`seed ${seed}\n`);
const rows: (readonly (string | number)[])[] = [];
for (const place of PLACES.filter(({ name }) => name.includes(values.only))) {
  const own = await attack(place, { seed, runs, every: 1 });
  const handlebars = await attack(place, { ...FEWER, escapers: HANDLEBARS });
  const none = await attack(place, { ...FEWER, escapers: NO_ESCAPING });
  if (own.failures.length > 0) {
    process.stderr.write(`${formatFailures(place, own)}\n`);
    process.exitCode = 1;
  }
  rows.push(rowOf(place, [own, handlebars, none]));
  process.stderr.write(`${place.name}\n`);
}
process.stdout.write(`${formatTable(rows)}\n`);

function rowOf(place: Place, [own, ...others]: readonly [Tally, Tally, Tally]): readonly (string | number)[] {
  return [place.name, place.templates.length, triedIn(own), own.refused, own.failures.length, ...others.map(share)];
}

function triedIn({ printed, refused }: Tally): number {
  return printed + refused;
}

function share(tally: Tally): string {
  const percent = (100 * tally.failures.length) / triedIn(tally);
  return `${tally.failures.length} (${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %)`;
}

function formatTable(body: readonly (readonly (string | number)[])[]): string {
  const head = ["position", "templates", "values", "refused", "failures", "`handlebars`", "no escaping"];
  const rule = head.map((_, index) => (index === 0 ? "---" : "--:"));
  const total = [
    "all",
    ...[1, 2, 3, 4].map((column) => body.reduce((sum, row) => sum + Number(row[column]), 0)),
    "",
    "",
  ];
  return [head, rule, ...body, total].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
