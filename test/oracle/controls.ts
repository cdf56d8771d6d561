import type { EmailArtifact } from "../../src/artifact/artifact.js";
import type { Instruction } from "../../src/artifact/instructions.js";
import { helpers } from "../../src/runtime/helpers/index.js";
import { load, RenderError, type RenderedEmail, type Variables } from "../../src/runtime/index.js";
import { type Edit, editedEverywhere, mutants } from "./mutations.js";

/** A defect that a compiler could have; the oracle must fire on each. */
export interface Control {
  readonly name: string;
  /** Emails with the defect at one place each. */
  readonly spoil: (artifact: EmailArtifact, variables: Variables) => Iterable<RenderedEmail>;
}

export const CONTROLS: readonly Control[] = [
  edited("a value is dropped from the HTML", "html", (instruction) =>
    typeof instruction !== "number" && instruction[0] === "value" ? [] : undefined,
  ),
  edited("the branches of an `if` are swapped", "html", (instruction) =>
    typeof instruction !== "number" && instruction[0] === "if"
      ? [["if", instruction[1], instruction[3], instruction[2]]]
      : undefined,
  ),
  edited("a width stays what it was", "html", (instruction, strings) =>
    textChange(instruction, strings, (text) => text.replace(/(?<=style="[^"]*\bwidth:)\d+/, "7")),
  ),
  edited("a conditional comment loses its condition", "html", (instruction, strings) =>
    textChange(instruction, strings, (text) => text.replace("[if mso | IE]", "[if IE]")),
  ),
  edited("words of the text part are in capitals", "text", (instruction, strings) =>
    textChange(instruction, strings, (text) => text.toUpperCase()),
  ),
  edited("a value is dropped from the text part", "text", (instruction) =>
    typeof instruction !== "number" && instruction[0] === "value" ? [] : undefined,
  ),
  margins("margins are dropped from the text part", () => []),
  margins("blank lines are missing from the text part", () => [["margin", 1]]),
  {
    name: "values are not escaped",
    *spoil(artifact, variables) {
      const email = load(artifact, { helpers }).render(variables);
      yield { ...email, html: email.html.replaceAll("&#60;", "<").replaceAll("&#62;", ">") };
    },
  },
];

/** A control that edits the artifact, sends it through JSON as a client would, and renders it. */
function edited(name: string, part: "html" | "text", edit: Edit): Control {
  return {
    name,
    *spoil(artifact, variables) {
      for (const mutant of mutants(artifact, part, edit)) yield* renderedUnlessRefused(mutant, variables);
    },
  };
}

/** A control that edits all margins: most of them stand beside another, so that one alone is not missed. */
function margins(name: string, replacement: () => readonly Instruction[]): Control {
  return {
    name,
    *spoil(artifact, variables) {
      const isMargin = (instruction: Instruction) => typeof instruction !== "number" && instruction[0] === "margin";
      const text = editedEverywhere(artifact.programs.text, (instruction) =>
        isMargin(instruction) ? replacement() : [instruction],
      );
      yield* renderedUnlessRefused({ ...artifact, programs: { ...artifact.programs, text } }, variables);
    },
  };
}

/** Some defects, such as the wrong branch, end in an error about a variable; nobody overlooks those. */
function* renderedUnlessRefused(artifact: EmailArtifact, variables: Variables): Generator<RenderedEmail> {
  const read: EmailArtifact = JSON.parse(JSON.stringify(artifact));
  try {
    yield load(read, { helpers }).render(variables);
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
  }
}

function textChange(
  instruction: Parameters<Edit>[0],
  strings: readonly string[],
  change: (text: string) => string,
): string | undefined {
  if (typeof instruction !== "number") return undefined;
  const text = strings[instruction] ?? "";
  const changed = change(text);
  return changed === text ? undefined : changed;
}
