import { createRenderer, type Problem, RenderError, type RenderOptions, type Variables } from "../../src/index.js";
import { renderReference } from "./reference.js";
import type { Sources } from "./templates.js";

/**
 * - `equal`: both print the same text.
 * - `equal when empty`: something is missing, and printing nothing for it makes both the same.
 * - `refused`: something is missing or cannot be printed; every problem is true of the data.
 * - `invalid`: both refuse the template.
 * - `crashed`: Handlebars breaks over its own output, as it does for block parameters inside of inline partials.
 */
export type Verdict = "equal" | "equal when empty" | "refused" | "invalid" | "crashed";

/** Breaks a template on purpose, for Platen only: the comparison must notice. */
export type Spoil = (template: string) => string;

/** @throws Error with everything that is needed to repeat it, when Platen and Handlebars differ. */
export async function compare(sources: Sources, data: Variables, spoil: Spoil = (text) => text): Promise<Verdict> {
  const fail = (fact: string, found: unknown): never => {
    throw new Error(`${fact}: ${show(found)}\ntemplate: ${show(sources)}\ndata: ${show(data)}`);
  };
  const wanted = attempt(() => renderReference(sources, data).normalize("NFC"));
  const templates = Object.entries(sources.partials).map(
    ([name, text]) => [`partials/${name}.txt`, spoil(text)] as const,
  );
  const renderer = createRenderer({ templates: Object.fromEntries(templates), sms: { smart: "off" } });
  const compiled = await renderer.compileSafe({ type: "sms", content: spoil(sources.template) });
  if (!compiled.ok) {
    return "error" in wanted
      ? "invalid"
      : fail(
          "only Platen refuses the template",
          compiled.diagnostics.map(({ message }) => message),
        );
  }
  if ("error" in wanted && wanted.error instanceof TypeError) return "crashed";
  if ("error" in wanted) return fail("only Handlebars refuses the template", wanted.error);

  const strict = attempt(() => compiled.message.render(data).text);
  if ("text" in strict) return strict.text === wanted.text ? "equal" : fail("other text", [strict.text, wanted.text]);
  const untrue = untrueProblems(strict.error, data);
  if (untrue.length > 0) return fail("problems that are none", untrue);

  const options: RenderOptions & { readonly missing: "empty" } = { missing: "empty" };
  const lenient = attempt(() => compiled.message.render(data, options).text);
  if ("error" in lenient) return "refused";
  return lenient.text === wanted.text
    ? "equal when empty"
    : fail("other text with `empty`", [lenient.text, wanted.text]);
}

function attempt(run: () => string): { readonly text: string } | { readonly error: unknown } {
  try {
    return { text: run() };
  } catch (error) {
    return { error };
  }
}

function show(value: unknown): string {
  return value instanceof Error ? String(value.stack) : JSON.stringify(value, null, 1);
}

/** What Platen complains about although the data has it. */
function untrueProblems(error: unknown, data: Variables): readonly unknown[] {
  if (!(error instanceof RenderError)) return [error];
  return error.problems.filter((problem) => !isTrue(problem, data));
}

function isTrue({ code, path: written = "" }: Problem, data: Variables): boolean {
  const path = written.replace(/^@root\.(?=.)/, "").replace(/^@root$/, "this");
  // What a helper was called with is named by the call; it is not read back.
  if (path.startsWith("(")) return true;
  // A path above the data or outside of every loop is not in it.
  if (/^(\.\.\/|@)/.test(path)) return code === "missing-variable";
  const found = valuesAt(data, path === "this" ? [] : path.split("."));
  if (code === "missing-variable") return found.length === 0 || found.some((value) => (value ?? null) === null);
  return code === "wrong-type" && found.some((value) => typeof value === "object");
}

/** All values that a path may mean; `*` stands for any key. */
function valuesAt(value: unknown, [name, ...rest]: readonly string[]): readonly unknown[] {
  if (name === undefined) return [value];
  if (typeof value !== "object" || value === null) return [undefined];
  if (name === "*") return Object.values(value).flatMap((each) => valuesAt(each, rest));
  return valuesAt(Object.getOwnPropertyDescriptor(value, name)?.value, rest);
}
