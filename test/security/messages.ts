import type { Escape } from "../../src/artifact/instructions.js";
import { createRenderer, type ReadyEmail, type ReadySms } from "../../src/index.js";
import { ESCAPERS } from "../../src/runtime/escape.js";
import { helpers } from "../../src/runtime/helpers/index.js";
import { type CompiledEmail, type CompiledSms, load } from "../../src/runtime/index.js";
import type { Escaper } from "../../src/runtime/matching.js";
import { createSms } from "../../src/sms/index.js";
import { bytesDifferences, loadBoth } from "../bytes/law.js";
import { isRefusal } from "../own-errors.js";
import type { Template } from "./places.js";

/** The parts of a message that a client reads. */
export type Output = Readonly<Partial<Record<"subject" | "preheader" | "fromName" | "html" | "text", string>>>;

/** Renders with a value: its output, or the messages of the refusal. */
export type Render = (value: string) => Output | { readonly refused: readonly string[] };

/** @throws Error with the diagnostics when the template does not compile: that is no case for these laws. */
export async function compileTemplate({ channel, files }: Template): Promise<ReadyEmail | ReadySms> {
  const result = await createRenderer({ templates: files }).compileSafe({ type: channel, template: "t" });
  if (result.ok) return result.message;
  throw new Error(`${JSON.stringify(files)}: ${result.diagnostics.map(({ message }) => message).join("; ")}`);
}

/** Without the stand-ins for characters that SMS are short of, so that a value has to come out as it is. */
const PARTS = { helpers, sms: createSms({ smart: "off" }) };

/** Platen's own escapers, with which bytes have to be the same as strings. */
const OWN: Partial<Record<Escape, Escaper>> = {};
const MISSING_IS_EMPTY = { options: { missing: "empty" } } as const;

/** @param escapers What stands in place of Platen's own, for negative controls. */
export function renderWith(message: ReadyEmail | ReadySms, escapers: Partial<Record<Escape, Escaper>> = OWN): Render {
  const loaded = withEscapers(escapers, (): CompiledEmail | CompiledSms =>
    message.channel === "email" ? load(message.artifact, PARTS) : load(message.artifact, PARTS),
  );
  const both = message.channel === "email" && escapers === OWN ? loadBoth(message.artifact) : undefined;
  return (value) => {
    const variables = { v: value, list: [value, value] };
    const different = both === undefined ? [] : bytesDifferences(both, variables, MISSING_IS_EMPTY);
    if (different.length > 0) throw new Error(different.join("\n"));
    try {
      return outputOf(loaded.render(variables, MISSING_IS_EMPTY.options));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return { refused: [error.message, ...error.problems.map((problem) => JSON.stringify(problem))] };
    }
  };
}

function outputOf(rendered: ReturnType<CompiledEmail["render"] | CompiledSms["render"]>): Output {
  if (rendered.channel === "sms") return { text: rendered.text };
  const { subject, preheader, from, html, text } = rendered;
  return { subject, preheader, fromName: from.name, html, text };
}

/** Escapers are looked up while a message is loaded; afterwards Platen's own are back. */
function withEscapers<Result>(escapers: Partial<Record<Escape, Escaper>>, run: () => Result): Result {
  const own = { ...ESCAPERS };
  try {
    Object.assign(ESCAPERS, escapers);
    return run();
  } finally {
    Object.assign(ESCAPERS, own);
  }
}
