import { CASE_FILES } from "./cases.js";
import { kindOf, readOutcomes } from "./outcomes.js";

/** Prints the recorded outcomes as Markdown for the README: `npx tsx test/conformance/report.ts`. */
const KINDS = ["passed", "refused", "skipped"];

const recorded = readOutcomes();
const files = CASE_FILES.map(({ name }) => ({ name, outcomes: Object.values(recorded[name] ?? {}) }));
const everything = files.flatMap(({ outcomes }) => outcomes);

function row(title: string, outcomes: readonly string[]): string {
  const counts = KINDS.map((kind) => outcomes.filter((outcome) => kindOf(outcome) === kind).length);
  return `| ${[title, ...counts].join(" | ")} |`;
}

function reasons(kind: string): string[] {
  const counts = new Map<string, number>();
  for (const outcome of everything) {
    if (kindOf(outcome) !== kind) continue;
    const reason = outcome.slice(kind.length + 2);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([reason, count]) => `- ${count} × ${reason}`);
}

const lines = [
  `| cases | ${KINDS.join(" | ")} |`,
  "| --- | ---: | ---: | ---: |",
  ...files.map(({ name, outcomes }) => row(name, outcomes)),
  row("**all**", everything),
  ...KINDS.slice(1).flatMap((kind) => ["", `${kind}:`, "", ...reasons(kind)]),
];
process.stdout.write(`${lines.join("\n")}\n`);
