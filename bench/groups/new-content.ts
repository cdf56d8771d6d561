import { createHash } from "node:crypto";
import type { Variables } from "../../src/runtime/index.js";
import { FILES } from "../../test/oracle/cases.js";
import { renderReference } from "../../test/oracle/reference.js";
import { type Spread, spreadOf, timeOf } from "../measure.js";
import { platen } from "../package-under-test.js";

/** A message with a content of its own in a shipped template. */
const TEMPLATE = "announcement";
const RUNS = 150;

/**
 * Measures what a new content costs whose layout was compiled before, and one message of it the slow way, in turns: no
 * content comes twice, and the layout has the 17 KB of HTML that such layouts have.
 */
export async function measureNewContent(): Promise<Readonly<Record<"compile" | "slow", Spread>>> {
  const renderer = platen.createRenderer({ templates: FILES });
  const variables: Variables = JSON.parse(FILES[`${TEMPLATE}/samples/default.json`] ?? "");
  const times = { compile: [] as number[], slow: [] as number[] };
  for (let run = -RUNS / 4; run < RUNS; run++) {
    const content = contentOf(run);
    const request = { type: "email", template: TEMPLATE, subject: `News ${run}`, content } as const;
    const compile = await timeOf(() => renderer.compile(request));
    const slow = await timeOf(() => renderReference({ files: FILES, request, variables }));
    if (run < 0) continue;
    times.compile.push(compile);
    times.slow.push(slow);
  }
  return { compile: spreadOf(times.compile), slow: spreadOf(times.slow) };
}

function contentOf(run: number): string {
  const words = createHash("sha256").update(String(run)).digest("hex").match(/.{8}/g) ?? [];
  return (FILES[`${TEMPLATE}/content.html`] ?? "").replaceAll("</p>", ` ${words.join(" ")}</p>`);
}
