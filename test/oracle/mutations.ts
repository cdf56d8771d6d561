import type { EmailArtifact } from "../../src/artifact/artifact.js";
import type { Instruction, Program } from "../../src/artifact/instructions.js";

/** What a defect puts in the place of one instruction; undefined where it does not apply. */
export type Edit = (instruction: Instruction, strings: readonly string[]) => Replacement | undefined;

/** Instructions, or a text for which a string is added to the artifact. */
export type Replacement = readonly Instruction[] | string;

/** All artifacts with one defect: the edit made at one place of one program. */
export function* mutants(artifact: EmailArtifact, part: "html" | "text", edit: Edit): Generator<EmailArtifact> {
  const { programs, strings } = artifact;
  for (const { program, added } of editedPrograms(programs[part], (instruction) => edit(instruction, strings))) {
    const replaced = editedEverywhere(program, (instruction) => [instruction === ADDED ? strings.length : instruction]);
    yield { ...artifact, strings: [...strings, added], programs: { ...programs, [part]: replaced } };
  }
}

/** The program with an edit made at all places, inner programs included. */
export function editedEverywhere(
  program: Program,
  edit: (instruction: Instruction) => readonly Instruction[],
): Program {
  return program.flatMap((instruction) =>
    edit(
      programSlots(instruction).reduce(
        (node, slot) => withProgram(node, slot, editedEverywhere(programIn(node, slot), edit)),
        instruction,
      ),
    ),
  );
}

/** Stands for the string that the edit adds until its index is known. */
const ADDED = -1;

interface Edited {
  readonly program: Program;
  readonly added: string;
}

function* editedPrograms(
  program: Program,
  edit: (instruction: Instruction) => Replacement | undefined,
): Generator<Edited> {
  for (const [index, instruction] of program.entries()) {
    const [before, after] = [program.slice(0, index), program.slice(index + 1)];
    const replacement = edit(instruction);
    if (typeof replacement === "string") yield { program: [...before, ADDED, ...after], added: replacement };
    else if (replacement !== undefined) yield { program: [...before, ...replacement, ...after], added: "" };
    for (const slot of programSlots(instruction)) {
      for (const { program: inner, added } of editedPrograms(programIn(instruction, slot), edit)) {
        yield { program: [...before, withProgram(instruction, slot, inner), ...after], added };
      }
    }
  }
}

/** At which places an instruction holds programs. */
function programSlots(instruction: Instruction): readonly number[] {
  if (typeof instruction === "number") return [];
  switch (instruction[0]) {
    case "if":
      return [2, 3];
    case "each":
    case "with":
    case "section":
      return [3, 4];
    case "partial":
      return [3];
    case "frame":
      return [1];
    case "enter":
      return [4];
    case "link":
      return [1, 2];
    case "prefix":
    case "list":
    case "quote":
      return [2];
    case "item":
    case "pre":
      return [1];
    default:
      return [];
  }
}

function programIn(instruction: Instruction, slot: number): Program {
  // `programSlots` names only places that hold programs.
  return typeof instruction === "number" ? [] : (instruction[slot] as Program);
}

function withProgram(instruction: Instruction, slot: number, program: Program): Instruction {
  if (typeof instruction === "number") return instruction;
  // One program takes the place of another, so the instruction stays what it is.
  return instruction.map((item: unknown, index: number) => (index === slot ? program : item)) as unknown as Instruction;
}
