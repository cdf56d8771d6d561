import { type LayoutRun, toFlowing, writeKept } from "./layout-writer.js";
import { type Run, write } from "./rendering.js";
import type { Step } from "./step.js";

/** Words of the link, then its URL in angle brackets unless the words already are the URL. */
export function compileLink(body: Step<LayoutRun>, href: Step<Run>): Step<LayoutRun> {
  return (scope, run) => {
    const outer = run.label;
    run.label = "";
    body(scope, run);
    const label = run.label;
    run.label = outer === undefined ? undefined : outer + label;
    const target: Run = { rendering: run.rendering, part: run.part, out: "" };
    href(scope, target);
    writeTarget(run, label, toFlowing(target.out.trim()).words);
  };
}

function writeTarget(run: LayoutRun, label: string, href: string): void {
  if (href === "" || href.startsWith("#")) return;
  const shown = href.replace(/^(?:mailto|tel):/i, "");
  // After the white space of a `<pre>` that waits.
  if (label === "") writeKept(run, shown);
  // Right after the words: separators that wait come after the URL.
  else if (label !== shown) write(run, ` <${shown}>`);
}
