import { printKept, toFlowing } from "./layout-writer.js";
import type { Step } from "./step.js";

/** Words of the link, then its URL in angle brackets unless the words already are the URL. */
export function compileLink(body: Step, href: Step): Step {
  return (scope, run) => {
    const outer = run.label;
    run.label = "";
    const words = body(scope, run);
    const { label } = run;
    run.label = outer === undefined ? undefined : outer + label;
    const shown = shownOf(href(scope, run));
    // Without words, after the white space of a `<pre>` that waits.
    return words + (label === "" ? printKept(run, shown) : targetBehind(label, shown));
  };
}

/** What people see of a URL: `mailto:` alone, and a place in the same document, lead to nobody. */
export function shownOf(url: string): string {
  const { words } = toFlowing(url.trim());
  return words.startsWith("#") ? "" : words.replace(/^(?:mailto|tel):/i, "");
}

/** What stands right behind the words of a link: separators that wait come after it. */
export function targetBehind(words: string, shown: string): string {
  return shown === "" || words === shown ? "" : ` <${shown}>`;
}
