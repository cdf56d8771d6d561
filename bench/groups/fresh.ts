import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadMedium } from "../cases/messages.js";
import { stageEmail } from "../contestants/stage.js";
import { COMPILE_OPTIONS, handlebars } from "../engines/handlebars.js";
import { measureFresh, sinceHere, sinceStart } from "../fresh-process.js";
import type { Spread } from "../measure.js";
import type { Group } from "../report.js";

const RUNS = 9;

/** Measures what it takes until the first message is there. */
export async function measureStart(): Promise<readonly Group[]> {
  const medium = await loadMedium();
  const folder = mkdtempSync(join(tmpdir(), "platen-bench-"));
  try {
    writeFileSync(join(folder, "artifact.json"), JSON.stringify(medium.artifact));
    writeFileSync(join(folder, "variables.json"), JSON.stringify(medium.variables));
    writeFileSync(join(folder, "handlebars.json"), JSON.stringify(stageEmail(medium, handlebars.dialect)));
    return groupsOf(measureFresh(scriptsFor(folder), RUNS));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function groupsOf(spreads: Readonly<Record<Name, Spread>>): readonly Group[] {
  const row = (name: string, about: string, script: Name) => ({ name, about, value: spreads[script] });
  return [
    {
      title: "from import to first message, in a process that runs",
      rows: [
        row("platen/runtime, artifact", "imported; the medium email read, loaded, rendered, encoded", "message"),
        row("handlebars, staged by hand", "imported; templates read, parsed, filled, encoded", "handlebars message"),
        row("importing mjml alone", "what everything costs that renders with MJML; no message yet", "import mjml"),
      ],
    },
    {
      title: "importing",
      rows: [
        row("platen/runtime", "three files", "import platen/runtime"),
        row("platen", "what compiles is imported by the first compile", "import platen"),
      ],
    },
    {
      title: "process start to first message",
      rows: [
        row("platen/runtime, artifact", "with the start of Node", "start, message"),
        row("handlebars, staged by hand", "the same", "start, handlebars message"),
        row("limit: node alone", "a script that does nothing", "start"),
      ],
    },
  ];
}

type Name = keyof ReturnType<typeof scriptsFor>;

function scriptsFor(folder: string) {
  const platenMessage = writePlatenMessage(folder);
  const handlebarsMessage = writeHandlebarsMessage(folder);
  return {
    message: sinceHere(platenMessage),
    "handlebars message": sinceHere(handlebarsMessage),
    "import mjml": sinceHere('await import("mjml");'),
    "import platen/runtime": sinceHere('await import("platen/runtime");'),
    "import platen": sinceHere('await import("platen");'),
    "start, message": sinceStart(platenMessage),
    "start, handlebars message": sinceStart(handlebarsMessage),
    start: sinceStart(""),
  } as const;
}

function writePlatenMessage(folder: string): string {
  return `
    const { readFileSync } = await import("node:fs");
    const { load } = await import("platen/runtime");
    const { html, text, subject } = load(${read(folder, "artifact")}).render(${read(folder, "variables")});
    [html, text, subject].map((part) => Buffer.from(part));`;
}

function writeHandlebarsMessage(folder: string): string {
  return `
    const { readFileSync } = await import("node:fs");
    const { default: Handlebars } = await import("handlebars");
    const variables = ${read(folder, "variables")};
    const { html, text, subject } = ${read(folder, "handlebars")};
    const options = ${JSON.stringify(COMPILE_OPTIONS)};
    Buffer.from(Handlebars.compile(html, options)(variables));
    for (const part of [text, subject]) Buffer.from(Handlebars.compile(part, { ...options, noEscape: true })(variables));`;
}

function read(folder: string, name: string): string {
  return `JSON.parse(readFileSync(${JSON.stringify(join(folder, `${name}.json`))}, "utf8"))`;
}
