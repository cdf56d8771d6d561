import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type CompileRequest,
  createRenderer,
  type Diagnostic,
  formatDiagnostic,
  RenderError,
  type RenderedEmail,
  type RenderedSms,
  type RendererOptions,
  type Variables,
} from "../src/index.js";

/** What a fixture folder says: its template is the folder `t`, everything else has a file of its own. */
export function readRequest(folder: string): CompileRequest {
  return readJson<CompileRequest>(join(folder, "request.json")) ?? { type: "email", template: "t" };
}

export function readVariables(folder: string): Variables {
  return readJson<Variables>(join(folder, "variables.json")) ?? {};
}

function readJson<T>(path: string): T | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : undefined;
}

export async function renderFixture(
  folder: string,
  request: CompileRequest,
  variables: Variables,
): Promise<RenderedEmail | RenderedSms> {
  const message = await createRenderer({ templates: folder, trust: "trusted" }).compile(request);
  return message.render(variables);
}

/** Everything that compiling and then rendering has to say, as one text. */
export async function formatFindings(folder: string, request: CompileRequest, variables: Variables): Promise<string> {
  const options = readJson<Pick<RendererOptions, "limits" | "trust">>(join(folder, "options.json"));
  const result = await createRenderer({ templates: folder, trust: "trusted", ...options }).compileSafe(request);
  if (!result.ok) return formatAll(result.diagnostics);
  try {
    result.message.render(variables, readJson(join(folder, "render-options.json")) ?? {});
    return formatAll(result.message.warnings);
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    const problems = error.problems.map(({ code, message, help, path, at }) =>
      [
        `error[${code}]: ${message}`,
        ...(at === undefined ? [] : [` --> ${at.file}:${at.line}:${at.column}`]),
        ...(path === undefined ? [] : [` = path: ${path}`]),
        ...(help === undefined ? [] : [` = help: ${help}`]),
      ].join("\n"),
    );
    return `${problems.join("\n\n")}\n`;
  }
}

function formatAll(diagnostics: readonly Diagnostic[]): string {
  return `${diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)).join("\n\n")}\n`;
}
