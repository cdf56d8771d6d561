import { decode } from "../../src/artifact/index.js";
import { load, type RenderError, type RenderOptions, type Variables } from "../../src/runtime/index.js";
import { sms } from "../../src/sms/index.js";

/** A program as tests write it: static text in place, where artifacts have an index. */
export type Source = readonly (string | readonly unknown[])[];

/** Source index, line, column of positions 0 to 9: line 1 to 10 of the only source. */
const POSITIONS = Array.from({ length: 10 }, (_, at) => [0, at + 1, 3]).flat();

interface Parts {
  readonly subject?: Source;
  readonly preheader?: Source;
  readonly fromName?: Source;
  readonly unsubscribe?: Source;
  readonly html?: Source;
  readonly text?: Source;
  readonly textMode?: "layout" | "plain";
}

export function emailArtifact(parts: Parts) {
  const strings: string[] = [];
  const {
    subject = [],
    preheader = [],
    fromName = [],
    unsubscribe = [],
    html = [],
    text = [],
    textMode = "plain",
  } = parts;
  const programs = Object.fromEntries(
    Object.entries({ subject, preheader, fromName, unsubscribe, html, text }).map(([name, part]) => [
      name,
      intern(part, strings),
    ]),
  );
  return { ...base(strings), channel: "email", fromEmail: "shop@example.com", programs, textMode };
}

export function smsArtifact(text: Source) {
  const strings: string[] = [];
  const programs = { text: intern(text, strings) };
  return { ...base(strings), channel: "sms", programs };
}

function base(strings: readonly string[]) {
  return {
    platen: 1,
    name: "test",
    madeBy: { platen: "0.1.0" },
    sources: [{ path: "test.mjml", checksum: "0" }],
    strings,
    positions: POSITIONS,
  };
}

/** Replaces static text by indexes, in place of instructions and as first operand of `prefix` and `quote`. */
function intern(program: Source, strings: string[]): unknown[] {
  const index = (text: string) => strings.push(text) - 1;
  return program.map((instruction) => {
    if (typeof instruction === "string") return index(instruction);
    const [name, ...operands] = instruction;
    return [
      name,
      ...operands.map((operand, at) => {
        if ((name === "prefix" || name === "quote") && at === 0) return index(String(operand));
        if (!Array.isArray(operand) || at < (BEFORE_PROGRAMS[String(name)] ?? 0)) return operand;
        return name === "choose" ? operand.map((program) => intern(program, strings)) : intern(operand, strings);
      }),
    ];
  });
}

/** How many operands stand before the first that is a program. */
const BEFORE_PROGRAMS: Readonly<Record<string, number>> = {
  value: 1,
  if: 1,
  each: 1,
  with: 1,
  section: 1,
  partial: 2,
  choose: 2,
};

/** `../a.b`, `this`, `@root.a`, `@../index` as an expression. */
export function path(written: string, position = 0): readonly unknown[] {
  const climbed = written.split("../").length - 1;
  const rest = written.replaceAll("../", "");
  if (rest.startsWith("@root")) return ["root", rest.split(".").slice(1), position];
  if (rest.startsWith("@")) return ["data", climbed, rest.slice(1), position];
  return ["path", climbed, rest === "this" || rest === "" ? [] : rest.split("."), position];
}

export function value(written: string, place = "plain", position = 0): readonly unknown[] {
  return ["value", path(written, position), place, position];
}

/** Renders a program as it is, as the text of an email. */
export function render(text: Source, variables: unknown, options?: RenderOptions): string {
  return renderText({ text }, variables, options);
}

/** Renders a program through the layout writer. */
export function layout(text: Source, variables: unknown = {}, options?: RenderOptions): string {
  return renderText({ text, textMode: "layout" }, variables, options);
}

function renderText(parts: Parts, variables: unknown, options?: RenderOptions): string {
  // Tests pass what callers without types may pass.
  const rendered = load(decode(emailArtifact(parts)), { sms }).render(variables as Variables, options);
  return rendered.text;
}

/** Problems of a rendering that has to fail, as `code path`. */
export function problems(run: () => unknown): string[] {
  return errorOf(run).problems.map(({ code, path: at }) => (at === undefined ? code : `${code} ${at}`));
}

export function errorOf(run: () => unknown): RenderError {
  try {
    run();
  } catch (error) {
    // Asserted by name, so that an error of another class shows itself.
    if (error instanceof Error && /^(?:Render|Limit)Error$/.test(error.name)) return error as RenderError;
    throw error;
  }
  throw new Error("nothing was thrown");
}
