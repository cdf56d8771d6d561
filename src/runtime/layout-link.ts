import { type LayoutRun, printKept, toFlowing } from "./layout-writer.js";
import type { Step } from "./step.js";

/** Words of the link, then its URL in angle brackets unless the words already are the URL. */
export function compileLink(body: Step, href: Step): Step {
  return (scope, run) => {
    const outer = run.label;
    run.label = "";
    const words = body(scope, run);
    const { label } = run;
    run.label = outer === undefined ? undefined : outer + label;
    return words + printTarget(run, label, toFlowing(href(scope, run).trim()).words);
  };
}

function printTarget(run: LayoutRun, label: string, href: string): string {
  const shown = href.replace(/^(?:mailto|tel):/i, "");
  // `mailto:` alone, and a place in the same document, lead to nobody.
  if (shown === "" || href.startsWith("#")) return "";
  // After the white space of a `<pre>` that waits.
  if (label === "") return printKept(run, shown);
  // Right after the words: separators that wait come after the URL.
  return label === shown ? "" : ` <${shown}>`;
}
