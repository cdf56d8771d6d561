import { trustedHtml } from "../runtime/index.js";
import { fault } from "./findings.js";
import type { Variables } from "./variables.js";

/**
 * Marks texts as trusted HTML, which JSON cannot say: whoever types the command vouches for them.
 *
 * @param paths As `--trust-html` has them: `body,items[].note`.
 * @throws Fault `invalid-data` when there is no text at a path.
 */
export function trustTexts(variables: Variables, paths: string | undefined): Variables {
  let values: unknown = variables.values;
  for (const path of paths?.split(",") ?? []) {
    let marked = 0;
    const steps = path.trim().replaceAll("[]", ".[]").split(".");
    values = mark(values, steps, (text) => {
      marked++;
      return trustedHtml(text, { text: withoutTags(text) });
    });
    if (marked === 0) {
      const help = "write paths such as `body` or `items[].note`, with commas between them";
      throw fault({
        code: "invalid-data",
        message: `the data has no text at \`${path}\`, to be trusted as HTML`,
        help,
      });
    }
  }
  return { ...variables, values: values as Variables["values"] }; // the first step goes into an object
}

function mark(value: unknown, [step, ...rest]: readonly string[], trust: (text: string) => unknown): unknown {
  if (step === undefined) return typeof value === "string" ? trust(value) : value;
  if (Array.isArray(value)) return step === "[]" ? value.map((item) => mark(item, rest, trust)) : value;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, name === step ? mark(each, rest, trust) : each]);
  return Object.fromEntries(entries);
}

/** What stands in the text part, for a preview. */
function withoutTags(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
