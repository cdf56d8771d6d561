import { type LayoutRun, writeWords } from "./layout-writer.js";
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
    writeTarget(run, label, target.out.trim());
  };
}

function writeTarget(run: LayoutRun, label: string, href: string): void {
  if (href === "" || href.startsWith("#")) return;
  const shown = /^(?:mailto|tel):/i.test(href) ? decode(href.replace(/^\w+:/, "")) : href;
  if (label === "") writeWords(run, shown);
  // Right after the words: separators that wait come after the URL.
  else if (label !== href && label !== shown && label !== decode(href)) write(run, ` <${shown}>`);
}

/** What a person would write for the URL, `+1 555` for `+1%20555`, unless more than text is encoded in it. */
function decode(url: string): string {
  if (!url.includes("%")) return url;
  try {
    const text = decodeURIComponent(url);
    return /[<>\p{C}\p{Zl}\p{Zp}]/u.test(text) ? url : text;
  } catch {
    return url;
  }
}
