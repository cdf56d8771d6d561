import { Fault, type Finding, formatFindings, printable } from "./findings.js";
import type { Io } from "./io.js";

/**
 * Carries a command out, and reports what the template or the data is at fault for.
 *
 * @returns The exit code: 0, or 1 after a {@link Fault}. Other errors pass.
 */
export async function reportFaults(io: Io, json: boolean, act: () => Promise<void>): Promise<0 | 1> {
  try {
    await act();
    return 0;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (json) io.stdout.write(formatJson({ ok: false, diagnostics: error.findings.map((finding) => finding.json) }));
    else
      io.stderr.write(
        formatFindings(error.findings) +
          closingWords(error)
            .map((line) => `${printable(line)}\n`)
            .join(""),
      );
    return 1;
  }
}

/** What to read last: the missing variables, each once, however many places print it; and the note. */
function closingWords({ findings, note }: Fault): string[] {
  const missing = findings.flatMap(({ json }) => (json.code === "missing-variable" && json.path ? [json.path] : []));
  const paths = [...new Set(missing)];
  const list = missing.length < 2 ? [] : [`missing: ${paths.map((path) => `\`${path}\``).join(", ")}`];
  return note === undefined ? list : [...list, note];
}

/** Shows findings that stop nothing. They go to standard error, whatever the output is. */
export function reportWarnings(io: Io, warnings: readonly Finding[]): void {
  if (warnings.length > 0) io.stderr.write(formatFindings(warnings));
}

/** JSON for programs and people: indented, and a line of its own at the end. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
